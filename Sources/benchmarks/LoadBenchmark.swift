import Glibc
import Traces

/// Times the reading of 100 MB in RouterBench's format and compares the memory it takes with the bound that is promised:
/// twice the numbers plus an index into the texts, over an idle process.
///
/// The file is made of a slice of RouterBench (`CROUTE_DATA`, else `../shared/data`), repeated with fresh ids.
func loadBenchmark() throws {
  let folder = getenv("CROUTE_DATA").map { String(cString: $0) } ?? "../shared/data"
  guard let slice = fopen(folder + "/routerbench/arc_challenge_train.csv", "r") else {
    print("load: skipped, there is no \(folder)/routerbench/arc_challenge_train.csv")
    return
  }
  defer { fclose(slice) }
  var name = Array("/tmp/croute-load.XXXXXX".utf8CString)
  guard let file = fdopen(mkstemp(&name), "w+") else { return }
  defer {
    unlink(name)
    fclose(file)
  }
  let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  let size = writeRepeated(slice, to: file, size: 100_000_000)
  let before = peakMemory()
  let clock = ContinuousClock()
  var traces: TraceSet?
  let seconds = try clock.measure { traces = try TraceLoader.load(paths: [path]) } / .seconds(1)
  let growth = peakMemory() - before
  guard let traces else { return }
  let numbers = 8 * (traces.quality.count + traces.cost.count)
  let index = 8 * (traces.queryCount + traces.quality.count)
  let bound = 2 * numbers + index
  print("load: \(size / 1_000_000) MB, \(traces.queryCount) queries, \(traces.modelCount) models")
  print("load: \(Int(Double(size) / 1e6 / seconds)) MB/s")
  print(
    "load: peak memory \(megabytes(growth)) MB over idle; twice the numbers plus text index \(megabytes(bound)) MB; ratio "
      + rounded(Double(growth) / Double(bound)))
}

/// Copies the file `slice` again and again into `file`, with the round in front of its sample ids, until there are `size`
/// bytes; returns how many.
///
/// Goes line by line, so that the memory it takes does not hide what loading takes.
private func writeRepeated(_ slice: UnsafeMutablePointer<FILE>, to file: UnsafeMutablePointer<FILE>, size: Int) -> Int {
  let idStart = ",arc-challenge."
  var line: UnsafeMutablePointer<CChar>?
  var capacity = 0
  defer { free(line) }
  var written = 0
  var round = 0
  while written < size {
    rewind(slice)
    var isHeader = true
    while case let count = getline(&line, &capacity, slice), count > 0, let text = line {
      defer { isHeader = false }
      if isHeader, round > 0 { continue }
      var start = 0
      while start < count, text[start] >= 0x30, text[start] <= 0x39 { start += 1 }
      if strncmp(text + start, idStart, idStart.utf8.count) == 0 {
        written += fwrite(text, 1, start, file) + fwrite(",r\(round)-", 1, "\(round)".utf8.count + 3, file)
        start += 1
      } else {
        start = 0
      }
      written += fwrite(text + start, 1, count - start, file)
    }
    round += 1
  }
  fflush(file)
  return written
}

/// The largest amount of memory that this process ever had, in bytes.
func peakMemory() -> Int {
  guard let status = fopen("/proc/self/status", "r") else { return 0 }
  defer { fclose(status) }
  var line = [CChar](repeating: 0, count: 256)
  while fgets(&line, 256, status) != nil {
    let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if words.hasPrefix("VmHWM:") {
      return (words.split(separator: " ").dropFirst().lazy.compactMap { Int($0) }.first ?? 0) * 1024
    }
  }
  return 0
}

private func megabytes(_ bytes: Int) -> String { rounded(Double(bytes) / 1e6) }

func rounded(_ number: Double) -> String {
  let hundredths = Int((number * 100).rounded())
  return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
}
