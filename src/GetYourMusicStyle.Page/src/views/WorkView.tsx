export function WorkView() {
  return <h1>Work</h1>
}
