import type { UnwindDocument } from "../api/types";
import { formatTime } from "../format/time";
import { words } from "../format/numbers";
import { portfolioLink } from "../state/route";
import { Chip } from "../ui/Chip";
import { Lines } from "../ui/Lines";
import { Money } from "../ui/Money";
import { Panel } from "../ui/Panel";
import { Fact } from "./portfolioPanels";

/** The cross-venue unwind of an owner, leg by leg. */
export function UnwindPanel({ unwind, at }: { unwind: UnwindDocument; at: number | undefined }) {
  return (
    <Panel title={`Unwind ${unwind.unwind_id} of ${unwind.owner}`} id={`unwind-${unwind.owner}`} at={at} wide>
      <dl class="facts">
        <Fact title="Status"><Chip name={unwind.status} /></Fact>
        <Fact title="Started, UTC"><span class="num">{formatTime(unwind.started_at)}</span></Fact>
        <Fact title="Steps issued"><span class="num">{unwind.issued_steps} of {unwind.steps}</span></Fact>
        <Fact title="Requirement, USD"><Money value={unwind.requirement} digits={0} /></Fact>
        <Fact title="Spent against marks, USD"><Money value={unwind.spent_cost} digits={0} /></Fact>
        <Fact title="Least cost of any plan, USD"><Money value={unwind.best_possible_cost} digits={0} /></Fact>
      </dl>
      {unwind.reason !== undefined && <p class="pad">{words(unwind.reason)}</p>}
      <Lines
        label={`Legs of the unwind of ${unwind.owner}`}
        rows={unwind.legs}
        rowKey={(leg) => String(leg.leg_id)}
        empty="No legs issued."
        columns={[
          { title: "Leg", end: true, render: (leg) => <span class="num">{leg.leg_id}</span> },
          { title: "Step", end: true, render: (leg) => <span class="num">{leg.step + 1}</span> },
          { title: "Account", render: (leg) => <a href={portfolioLink(leg.account)}>{leg.account}</a> },
          { title: "Instrument", render: (leg) => <span class="mono">{leg.instrument}</span> },
          { title: "Quantity", end: true, render: (leg) => <Money value={leg.quantity} digits={4} signed /> },
          { title: "Filled", end: true, render: (leg) => <Money value={leg.filled_quantity} digits={4} signed /> },
          { title: "Status", render: (leg) => <Chip name={leg.status} /> },
        ]}
      />
    </Panel>
  );
}
