export function AnalyseView() {
  return <h1>Analyse</h1>
}
