export function ReleasesScreen() {
  return <p>Releases</p>;
}
