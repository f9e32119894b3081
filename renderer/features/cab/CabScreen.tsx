export function CabScreen() {
  return <p>CAB</p>;
}
