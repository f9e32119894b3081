export function RunnerScreen(props: { readonly runId: string }) {
  return <p>{props.runId}</p>;
}
