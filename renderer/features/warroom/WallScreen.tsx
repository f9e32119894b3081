export function WallScreen(props: { readonly runId: string }) {
  return <p>{props.runId}</p>;
}
