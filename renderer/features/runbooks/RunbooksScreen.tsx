export function RunbooksScreen() {
  return <p>Runbooks</p>;
}
