export function TimelineScreen() {
  return <p>Timeline</p>;
}
