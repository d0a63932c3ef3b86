import Foundation
import Traces

/// Times the reading of records in JSON and in a zip archive, on files that it makes, and compares the memory that 300 MB
/// of JSON Lines take with the bound that is promised: twice the numbers plus the index, over an idle process.
func formatBenchmark() throws {
  let folder = NSTemporaryDirectory() + "croute-formats-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try inspectBenchmark(folder)
  try recordsBenchmark(folder)
}

/// JSON Lines of 1.5 million outcomes: 300,000 queries by five models.
private func recordsBenchmark(_ folder: String) throws {
  let path = folder + "/samples.jsonl"
  try write(to: path) { put in
    for query in 0..<300_000 {
      for model in 0..<5 {
        put(
          #"{"sample_id": "question-\#(query)", "model_id": "maker/model-\#(model)", "evaluation_name": "bench", "#
            + #""evaluation": {"score": \#((query * 7 + model) % 3 == 0 ? "1.0" : "0.0"), "is_correct": true}, "#
            + #""token_usage": {"input_tokens": \#(100 + query % 400), "output_tokens": \#(20 + query % 37)}}"# + "\n")
      }
    }
  }
  let before = peakMemory()
  let (traces, size, seconds) = try timed(path)
  let growth = peakMemory() - before
  // Quality, cost and two columns of tokens, and the places of queries and models.
  let numbers = 8 * 4 * traces.quality.count
  let index = 8 * traces.quality.count + 24 * traces.queryCount
  report("records", size, seconds, promised: 150)
  print(
    "records: \(traces.queryCount) queries x \(traces.modelCount) models; peak memory \(growth / 1_000_000) MB over idle, "
      + "twice the numbers plus index \((2 * numbers + index) / 1_000_000) MB; ratio "
      + rounded(Double(growth) / Double(2 * numbers + index)))
}

/// A log of Inspect of 2,000 samples with long transcripts, as JSON and as an archive.
private func inspectBenchmark(_ folder: String) throws {
  let transcript = (0..<400).map {
    #"{"event": "model", "uuid": "u\#($0)", "output": "It seems to me that \#($0 * $0)."}"#
  }
  .joined(separator: ", ")
  func sample(_ id: Int) -> String {
    #"{"id": \#(id), "epoch": 1, "input": "question \#(id)", "events": [\#(transcript)], "#
      + #""scores": {"match": {"value": "\#(id % 2 == 0 ? "C" : "I")", "answer": "x"}}, "#
      + #""model_usage": {"maker/model": {"input_tokens": \#(id), "output_tokens": 7}}, "total_time": 1.5}"#
  }
  let header = #"{"version": 2, "eval": {"model": "maker/model", "task": "bench"}"#
  let json = folder + "/log.json"
  try write(to: json) { put in
    put(header + #", "samples": ["#)
    for id in 0..<2000 { put((id == 0 ? "" : ",\n") + sample(id)) }
    put("]}")
  }
  let (_, size, seconds) = try timed(json)
  report("inspect .json", size, seconds, promised: 150)
  try FileManager.default.createDirectory(atPath: folder + "/log/samples", withIntermediateDirectories: true)
  try write(to: folder + "/log/header.json") { $0(header + "}") }
  for id in 0..<2000 { try write(to: folder + "/log/samples/\(id)_epoch_1.json") { $0(sample(id)) } }
  let zip = Process()
  zip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  zip.arguments = ["python3", "-m", "zipfile", "-c", folder + "/log.eval", "header.json", "samples"]
  zip.currentDirectoryURL = URL(fileURLWithPath: folder + "/log")
  try zip.run()
  zip.waitUntilExit()
  guard zip.terminationStatus == 0 else { return print("inspect .eval: skipped, python3 makes no archive") }
  let (_, _, archived) = try timed(folder + "/log.eval")
  report("inspect .eval, inflated", size, archived, promised: 50)
}

private func timed(_ path: String) throws -> (traces: TraceSet, size: Int, seconds: Double) {
  let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
  var traces: TraceSet?
  let time = try processorTime { traces = try TraceLoader.load(paths: [path]) }
  guard let traces else { throw CocoaError(.fileReadUnknown) }
  return (traces, size, time / 1e9)
}

/// Prints the speed in processor time, and its ratio to what is promised, in MB/s.
private func report(_ name: String, _ size: Int, _ seconds: Double, promised: Double) {
  let speed = Double(size) / 1e6 / seconds
  print(
    "\(name): \(size / 1_000_000) MB, \(Int(speed)) MB/s, ratio to \(Int(promised)) MB/s \(rounded(speed / promised))")
}

private func write(to path: String, _ body: (_ put: (String) -> Void) -> Void) throws {
  guard let file = fopen(path, "w") else { throw CocoaError(.fileWriteUnknown) }
  body { fputs($0, file) }
  fclose(file)
}
