export function ReleaseScreen(props: { readonly releaseKey: string }) {
  return <p>{props.releaseKey}</p>;
}
