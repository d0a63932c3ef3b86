import Foundation
import Traces

/// Times the reading of files that it makes, in the formats and kinds of file that are common, and compares the memory it takes
/// with what is kept: the numbers, and the places of queries and texts.
func loadBenchmark() throws {
  print("load: medians of five, with the slowest and the fastest")
  let folder = NSTemporaryDirectory() + "croute-load-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try tidyBenchmark(folder)
  try recordsBenchmark(folder)
  try routerBenchBenchmark(folder)
  try inspectBenchmark(folder)
  try manyFilesBenchmark(folder)
}

/// Tidy CSV of two million outcomes: 200,000 queries by ten models.
private func tidyBenchmark(_ folder: String) throws {
  let path = folder + "/tidy.csv"
  try write(to: path) { put in
    put("query_id,model,quality,cost,group\n")
    for query in 0..<200_000 {
      for model in 0..<10 {
        put(
          "question-\(query),maker/model-\(model),\((query * 7 + model) % 3 == 0 ? 1 : 0),0.00\(100 + query % 800),mmlu\n"
        )
      }
    }
  }
  let size = try report("tidy CSV", path)
  try reportZipped("tidy CSV", path, size)
}

/// JSON Lines of a million outcomes: 200,000 queries by five models.
private func recordsBenchmark(_ folder: String) throws {
  let path = folder + "/samples.jsonl"
  try write(to: path) { put in
    for query in 0..<200_000 {
      for model in 0..<5 {
        put(
          #"{"sample_id": "question-\#(query)", "model_id": "maker/model-\#(model)", "evaluation_name": "bench", "#
            + #""evaluation": {"score": \#((query * 7 + model) % 3 == 0 ? "1.0" : "0.0"), "is_correct": true}, "#
            + #""token_usage": {"input_tokens": \#(100 + query % 400), "output_tokens": \#(20 + query % 37)}}"#
            + "\n")
      }
    }
  }
  let size = try report("JSON Lines", path)
  try reportZipped("JSON Lines", path, size)
}

/// A table of RouterBench's form with 12,000 queries, a prompt of 2,000 characters and eleven answers of 500 each.
private func routerBenchBenchmark(_ folder: String) throws {
  let path = folder + "/routerbench.csv"
  let models = (0..<11).map { "maker/model-\($0)" }
  let (prompt, answer) = (
    String(repeating: "Which of these is \"\"hot\"\"?\n", count: 74),
    String(repeating: "It seems so. ", count: 38)
  )
  try write(to: path) { put in
    put(
      ",sample_id,prompt,eval_name," + models.joined(separator: ",") + ","
        + models.map { $0 + "|model_response" }.joined(separator: ",") + ","
        + models.map { $0 + "|total_cost" }.joined(separator: ",") + ",oracle_model_to_route_to\n")
    for query in 0..<12_000 {
      put("\(query),sample.\(query),\"\(prompt)\",mmlu")
      for model in models.indices { put((query * 7 + model) % 3 == 0 ? ",1.0" : ",0.0") }
      for _ in models { put(",\"\(answer)\"") }
      for model in models.indices { put(",0.000\(100 + (query * 3 + model) % 800)") }
      put(",\(models[query % 11])\n")
    }
  }
  try report("RouterBench CSV", path)
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
  let size = try report("inspect .json", json)
  try FileManager.default.createDirectory(
    atPath: folder + "/log/samples", withIntermediateDirectories: true)
  try write(to: folder + "/log/header.json") { $0(header + "}") }
  for id in 0..<2000 {
    try write(to: folder + "/log/samples/\(id)_epoch_1.json") { $0(sample(id)) }
  }
  let zip = Process()
  zip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  zip.arguments = [
    "python3", "-m", "zipfile", "-c", folder + "/log.eval", "header.json", "samples",
  ]
  zip.currentDirectoryURL = URL(fileURLWithPath: folder + "/log")
  try zip.run()
  zip.waitUntilExit()
  guard zip.terminationStatus == 0 else {
    return print("inspect .eval: skipped, python3 makes no archive")
  }
  try report("inspect .eval, inflated", folder + "/log.eval", size: size)
}

/// A thousand files of 100 outcomes each.
private func manyFilesBenchmark(_ folder: String) throws {
  let many = folder + "/many"
  try FileManager.default.createDirectory(atPath: many, withIntermediateDirectories: true)
  for file in 0..<1000 {
    try write(to: many + "/\(file).csv") { put in
      put("query_id,model,quality,cost\n")
      for query in 0..<100 {
        put("question-\(query),model-\(file),\((query * 7 + file) % 3 == 0 ? 1 : 0),0.001\n")
      }
    }
  }
  let half = try Passes { _ = try TraceLoader.load(paths: (0..<500).map { many + "/\($0).csv" }) }
  let all = try Passes { _ = try TraceLoader.load(paths: (0..<1000).map { many + "/\($0).csv" }) }
  print("  500 small files: \(half.text)")
  print("  1,000 small files: \(all.text), \(rounded(all.seconds / half.seconds)) times as long")
}

/// Prints how a file is read; returns its size.
///
/// - Parameter size: how large what it holds is, where that is not its own size.
@discardableResult
private func report(_ name: String, _ path: String, size given: Int? = nil) throws -> Int {
  let size = try given ?? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
  forgetPeakMemory()
  let before = peakMemory()
  var traces: TraceSet?
  // The first pass shows what memory it takes; that of the others is what the first has left.
  traces = try TraceLoader.load(paths: [path])
  let growth = peakMemory() - before
  guard let count = traces?.quality.count, let queries = traces?.queryCount else { return size }
  traces = nil
  let passes = try Passes { _ = try TraceLoader.load(paths: [path]) }
  let kept = 8 * 3 * count + 24 * queries
  func speed(_ seconds: Double) -> Int { Int(Double(size) / 1e6 / seconds) }
  print(
    "  \(name): \(size / 1_000_000) MB, \(speed(passes.seconds)) MB/s (\(speed(passes.clock[4])) to "
      + "\(speed(passes.clock[0]))) on the clock, \(speed(passes.processor[2])) of the processor; peak memory "
      + "\(growth / 1_000_000) MB over idle, numbers and places alone \(kept / 1_000_000) MB")
  return size
}

/// The same of the file made smaller by gzip.
private func reportZipped(_ name: String, _ path: String, _ size: Int) throws {
  guard system("gzip -1 -k '\(path)'") == 0 else {
    return print("  \(name).gz: skipped, there is no gzip")
  }
  try report(name + ", .gz, inflated", path + ".gz", size: size)
}

private func write(to path: String, _ body: (_ put: (String) -> Void) -> Void) throws {
  guard let file = fopen(path, "w") else { throw CocoaError(.fileWriteUnknown) }
  body { fputs($0, file) }
  fclose(file)
}

/// Lets the largest amount of memory be that of now.
private func forgetPeakMemory() {
  guard let file = fopen("/proc/self/clear_refs", "w") else { return }
  fputs("5", file)
  fclose(file)
}

/// The largest amount of memory that this process had, in bytes, since that was last forgotten.
func peakMemory() -> Int {
  guard let status = fopen("/proc/self/status", "r") else { return 0 }
  defer { fclose(status) }
  var line = [CChar](repeating: 0, count: 256)
  while fgets(&line, 256, status) != nil {
    let words = String(
      decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if words.hasPrefix("VmHWM:") {
      return (words.split(separator: " ").dropFirst().lazy.compactMap { Int($0) }.first ?? 0) * 1024
    }
  }
  return 0
}

func rounded(_ number: Double) -> String {
  let hundredths = Int((number * 100).rounded())
  return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
}
