export function HistoryPanel(props: { readonly about: { readonly entity: string; readonly id: string } }) {
  return <p>{props.about.id}</p>;
}
