export function WarRoomScreen() {
  return <p>War room</p>;
}
