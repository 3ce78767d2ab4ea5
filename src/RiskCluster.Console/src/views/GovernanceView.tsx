import { useEffect, useState } from "preact/hooks";
import { ApiError, get, getAll, post } from "../api/client";
import { claimsOf, credentials, mayHave } from "../api/credentials";
import type { ParametersDocument, ProposalDocument } from "../api/types";
import { formatAge } from "../format/time";
import { useChannel } from "../state/live";
import { useResource } from "../state/resource";
import { Chip } from "../ui/Chip";
import { Loading, Notice, Refusal } from "../ui/Notice";
import { Panel } from "../ui/Panel";
import { Fact } from "./portfolioPanels";
import { ProposalPanel } from "./ProposalPanel";
import { ProposeForm } from "./ProposeForm";

const open = new Set(["proposed", "approved", "scheduled"]);

/** What is in force, and what is on its way to be. */
export function GovernanceView() {
  const change = useChannel<unknown>("parameters");
  const active = useResource("parameters", (signal) => get<ParametersDocument>("/v1/parameters", signal), 15_000);
  const proposals = useResource("proposals", (signal) => getAll<ProposalDocument>("/v1/parameters/proposals", signal), 5_000);
  const [error, setError] = useState<ApiError>();
  const [done, setDone] = useState<string>();
  const who = credentials.value;
  const person = who?.kind === "token" ? claimsOf(who.token)?.sub : undefined;

  useEffect(() => {
    if (change.sequence === 0) return;
    active.reload();
    proposals.reload();
  }, [change.sequence]);

  const act = async (path: string, body: unknown, said: string, headers: Record<string, string> = {}): Promise<boolean> => {
    setError(undefined);
    setDone(undefined);
    try {
      await post(path, body, headers);
      setDone(said);
      active.reload();
      proposals.reload();
      return true;
    } catch (problem) {
      setError(problem instanceof ApiError ? problem : new ApiError(0, undefined, String(problem)));
      return false;
    }
  };

  const sorted = [...(proposals.data ?? [])].sort((a, b) => Number(open.has(b.status)) - Number(open.has(a.status)) || b.number - a.number);
  return (
    <div class="page">
      <header class="page-head"><h1>Governance</h1></header>
      {error && <Refusal error={error} />}
      {done !== undefined && <Notice tone="good">✓ {done}</Notice>}
      {active.error && !active.data && <Refusal error={active.error} retry={active.reload} />}
      {!active.data && !active.error && <Loading what="parameters" />}
      <div class="panels">
        {active.data && <ActivePanel active={active.data} at={active.readAt} />}
        {active.data && mayHave(who, "params:propose") && <ProposeForm active={active.data} act={act} />}
        {proposals.error && !proposals.data && <Refusal error={proposals.error} retry={proposals.reload} />}
        {proposals.data?.length === 0 && <Notice tone="info">Nothing has been proposed.</Notice>}
        {sorted.map((proposal) => (
          <ProposalPanel key={proposal.number} proposal={proposal} at={proposals.readAt} activeHash={active.data?.hash} threshold={active.data?.threshold} person={person} mayApprove={mayHave(who, "params:approve")} act={act} />
        ))}
      </div>
    </div>
  );
}

function ActivePanel({ active, at }: { active: ParametersDocument; at: number | undefined }) {
  return (
    <Panel title="In force" id="active" at={at}>
      <dl class="facts">
        <Fact title="Model">{active.model}</Fact>
        <Fact title="Version"><span class="num">{active.version}</span></Fact>
        <Fact title="Governors">{active.governors.join(", ")}</Fact>
        <Fact title="Others that must approve"><span class="num">{active.threshold}</span></Fact>
        <Fact title="What loosens waits"><span class="num">{formatAge(active.timelock_ms)}</span></Fact>
        <Fact title="Activations">{active.frozen_by === undefined ? <Chip name="open" /> : <>frozen by {active.frozen_by}</>}</Fact>
        <div class="fact fact-wide"><dt>SHA-256</dt><dd class="mono wrap">{active.hash}</dd></div>
      </dl>
      <details class="pad">
        <summary>The document</summary>
        <pre class="document" tabIndex={0}>{JSON.stringify(active.document, null, 2)}</pre>
      </details>
    </Panel>
  );
}
