export function CalendarScreen() {
  return <p>Calendar</p>;
}
