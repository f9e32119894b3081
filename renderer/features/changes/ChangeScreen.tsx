export function ChangeScreen(props: { readonly changeKey: string }) {
  return <p>{props.changeKey}</p>;
}
