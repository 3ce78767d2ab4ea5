import { useState } from "preact/hooks";
import type { ImpactDocument, ProposalDocument } from "../api/types";
import { subtractDecimal } from "../format/decimal";
import { formatLeft, formatTime } from "../format/time";
import { now } from "../state/clock";
import { portfolioLink } from "../state/route";
import { Chip } from "../ui/Chip";
import { Lines } from "../ui/Lines";
import { Money } from "../ui/Money";
import { Notice } from "../ui/Notice";
import { Panel } from "../ui/Panel";
import { Fact } from "./portfolioPanels";

interface ProposalPanelProps {
  proposal: ProposalDocument;
  at: number | undefined;
  activeHash: string | undefined;
  threshold: number | undefined;
  /** The governor who is signed in; undefined when that is not known. */
  person: string | undefined;
  mayApprove: boolean;
  act: (path: string, body: unknown, said: string) => Promise<boolean>;
}

/** One version on its way: what it changes, what that does to the live book, who consents. */
export function ProposalPanel({ proposal, at, activeHash, threshold, person, mayApprove, act }: ProposalPanelProps) {
  const open = ["proposed", "approved", "scheduled"].includes(proposal.status);
  return (
    <Panel title={`Proposal ${proposal.number}`} id={`proposal-${proposal.number}`} at={at} wide actions={<Chip name={proposal.status} />}>
      <dl class="facts">
        <Fact title="By">{proposal.proposer}, <span class="num">{formatTime(proposal.proposed_at)}</span></Fact>
        <Fact title="Approvals">
          <span class="num">{proposal.approvals.length}{threshold === undefined ? "" : ` of ${threshold}`}</span>
          {proposal.approvals.length > 0 && <>: {proposal.approvals.join(", ")}</>}
        </Fact>
        <Fact title="Against">{proposal.objectors.length === 0 ? "nobody" : proposal.objectors.join(", ")}</Fact>
        <Fact title="Direction"><Chip name={proposal.loosens ? "loosens" : "tightens"} /></Fact>
        {open && <Fact title="May come into force"><span class="num">{proposal.due_at === undefined ? "not approved yet" : proposal.due_at <= now.value ? "now" : `in ${formatLeft(proposal.due_at, now.value)}`}</span></Fact>}
        {open && <Fact title="Expires in"><span class="num">{formatLeft(proposal.expires_at, now.value)}</span></Fact>}
      </dl>
      <h3>What it changes</h3>
      <Lines
        label={`Changes of proposal ${proposal.number}`}
        rows={proposal.changes}
        rowKey={(change) => change.path}
        empty="Nothing differs from what is in force."
        columns={[
          { title: "Path", render: (change) => <span class="mono">{change.path}</span> },
          { title: "From", render: (change) => <del class="diff">{change.from ?? "nothing"}</del> },
          { title: "To", render: (change) => <ins class="diff">{change.to ?? "nothing"}</ins> },
          { title: "Effect", render: (change) => <Chip name={change.effect} /> },
        ]}
      />
      {proposal.impact ? <Impact impact={proposal.impact} number={proposal.number} /> : open && <Notice tone="info">The run on the live book is not there yet.</Notice>}
      {open && activeHash !== undefined && <Actions proposal={proposal} activeHash={activeHash} person={person} mayApprove={mayApprove} act={act} />}
    </Panel>
  );
}

function Impact({ impact, number }: { impact: ImpactDocument; number: number }) {
  return (
    <>
      <h3>What it does to the live book</h3>
      <dl class="facts">
        <Fact title="Owners run"><span class="num">{impact.owners}</span></Fact>
        <Fact title="Newly below maintenance"><span class={`num${impact.newly_below_maintenance > 0 ? " negative" : ""}`}>{impact.newly_below_maintenance}</span></Fact>
        <Fact title="Initial margin before"><Money value={impact.initial_margin_before} digits={0} /></Fact>
        <Fact title="After"><Money value={impact.initial_margin_after} digits={0} /></Fact>
        <Fact title="Change"><Money value={subtractDecimal(impact.initial_margin_after, impact.initial_margin_before)} digits={0} signed /></Fact>
        <Fact title="Cannot be margined"><span class="num">{impact.unmargined}</span></Fact>
        <Fact title="Book of market"><span class="num">{impact.market_seq}</span></Fact>
      </dl>
      <Lines
        label={`Owners whom proposal ${number} hits hardest`}
        rows={impact.worst_owners}
        rowKey={(row) => row.owner}
        empty="Nobody's requirement rises."
        columns={[
          { title: "Owner", render: (row) => <a href={portfolioLink(row.owner)}>{row.owner}</a> },
          { title: "Initial before", end: true, render: (row) => <Money value={row.initial_margin_before} digits={0} /> },
          { title: "Initial after", end: true, render: (row) => <Money value={row.initial_margin_after} digits={0} /> },
          { title: "Change", end: true, render: (row) => <Money value={subtractDecimal(row.initial_margin_after, row.initial_margin_before)} digits={0} signed /> },
          { title: "Maint. excess after", end: true, render: (row) => <Money value={row.maintenance_excess_after} digits={0} signed /> },
        ]}
      />
    </>
  );
}

function Actions({ proposal, activeHash, person, mayApprove, act }: { proposal: ProposalDocument; activeHash: string; person: string | undefined; mayApprove: boolean; act: ProposalPanelProps["act"] }) {
  const [reason, setReason] = useState("");
  const [sure, setSure] = useState(false);
  const path = `/v1/parameters/proposals/${proposal.number}`;
  const own = person !== undefined && person === proposal.proposer;
  const outdated = proposal.base_hash !== activeHash;
  const due = proposal.due_at !== undefined && proposal.due_at <= now.value;
  if (!mayApprove) return <p class="muted pad">Approving and rejecting needs the scope params:approve.</p>;
  return (
    <div class="actions">
      {outdated && <Notice tone="warn">This was proposed against another version than the one in force.</Notice>}
      {proposal.status === "proposed" && own && <p class="muted">Nobody approves his own proposal.</p>}
      {proposal.status === "proposed" && !own && (
        <>
          <label class="check"><input type="checkbox" checked={sure} onChange={(event) => setSure(event.currentTarget.checked)} /> I have read the text with hash <code class="clip-hash" title={proposal.hash}>{proposal.hash.slice(0, 12)}…</code></label>
          <button type="button" class="primary" disabled={!sure} onClick={() => void act(`${path}:approve`, { hash: proposal.hash, base_hash: proposal.base_hash }, `Proposal ${proposal.number} is approved by you.`)}>Approve</button>
        </>
      )}
      {due && <button type="button" class="primary" onClick={() => void act(`${path}:activate`, {}, `Proposal ${proposal.number} is in force.`)}>Bring into force</button>}
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          void act(`${path}:reject`, { reason: reason.trim() }, `You are against proposal ${proposal.number}.`);
        }}
      >
        <input aria-label={`Why proposal ${proposal.number} is rejected`} placeholder="Reason to reject" maxLength={500} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        <button type="submit" disabled={reason.trim() === ""}>Reject</button>
      </form>
    </div>
  );
}
