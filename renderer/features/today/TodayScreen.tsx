export function TodayScreen() {
  return <p>Today</p>;
}
