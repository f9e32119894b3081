export function ChangesScreen() {
  return <p>Changes</p>;
}
