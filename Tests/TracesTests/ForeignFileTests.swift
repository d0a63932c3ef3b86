import Foundation
import Input
import TestSupport
import Testing
import Traces

@Suite struct ForeignFileTests {
  @Test func columnarFilesAreAnsweredWithACommand() {
    let folder = ScratchFolder()
    let path = folder.write(bytes: Array("PAR1".utf8) + [0, 0, 0], to: "my runs.parquet")
    #expect(
      throws: InputError.foreign(
        path: path, what: "a Parquet file",
        command: "python3 -c 'import json, sys, pandas; rows = pandas.read_parquet(sys.argv[1]); "
          + "rows = rows.reset_index([name for name in rows.index.names if name and name not in rows]); "
          + "rows = rows.astype(object).where(rows.notna(), None); open(sys.argv[2], \"w\").writelines("
          + "json.dumps(row, default=lambda value: getattr(value, \"tolist\", value.__str__)()) + \"\\n\" for row in rows.to_dict(\"records\"))' "
          + "'\(folder.path)/my runs.parquet' '\(folder.path)/my runs.jsonl'")
    ) { try TraceLoader.load(paths: [path]) }
    let pickle = folder.write(bytes: [0x80, 0x04, 0x95, 0], to: "a.pkl")
    do {
      _ = try TraceLoader.load(paths: [pickle])
      Issue.record("a pickle was read")
    } catch {
      guard case .foreign(_, let what, let command) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(what.hasPrefix("a pickle") && command.contains("read_pickle") && command.hasSuffix("/a.jsonl"))
    }
  }

  @Test func workbooksAndOtherEncodingsAreAnsweredWithACommand() throws {
    let folder = ScratchFolder()
    let book = try ZipMaker.archive([("xl/workbook.xml", Data("<x/>".utf8))])
    let path = folder.write(bytes: Array(book), to: "runs.xlsx")
    guard case .foreign(_, "an Excel workbook", let command)? = error(path) else {
      Issue.record("a workbook was not recognised")
      return
    }
    #expect(command.contains("pandas.read_excel(") && command.hasSuffix("/runs.xlsx \(folder.path)/runs.jsonl"))
    let text = "query_id,model,quality,cost\nq,m,1,1\n"
    for (name, zeros) in [("UTF-16", [0]), ("UTF-32", [0, 0, 0])] as [(String, [UInt8])] {
      let mark = [0xFF, 0xFE] + zeros.dropFirst()
      let wide = folder.write(bytes: mark + text.utf8.flatMap { [$0] + zeros }, to: "\(name).csv")
      guard case .foreign(_, name + " text", let recode)? = error(wide) else {
        Issue.record("\(name) was not recognised")
        return
      }
      shell(recode)
      #expect(try TraceLoader.load(paths: [wide + ".utf8"]).quality == [1])
    }
  }

  @Test func compressedOnesAreDecompressedFirst() {
    let folder = ScratchFolder()
    let path = folder.write(bytes: Array("PAR1".utf8) + [0, 0, 0], to: "a b.parquet")
    shell("gzip '\(path)'")
    guard case .foreign(_, "a Parquet file, compressed with gzip", let command)? = error(path + ".gz") else {
      Issue.record("a compressed Parquet file was not recognised")
      return
    }
    #expect(command.hasPrefix("gunzip -c '\(path).gz' >'\(path)' && python3 "))
    #expect(command.hasSuffix("'\(path)' '\(folder.path)/a b.jsonl'"))
  }

  /// An archive is decompressed to be looked at; the command is about the file itself.
  @Test func compressedWorkbooks() throws {
    let folder = ScratchFolder()
    let path = folder.write(bytes: Array(try ZipMaker.archive([("xl/workbook.xml", Data("<x/>".utf8))])), to: "b.xlsx")
    shell("gzip '\(path)'")
    guard case .foreign(let shown, "an Excel workbook, compressed with gzip", let command)? = error(path + ".gz") else {
      Issue.record("a compressed workbook was not recognised")
      return
    }
    #expect(shown == path + ".gz" && command.hasPrefix("gunzip -c \(path).gz >\(path) && python3 "))
    #expect(command.hasSuffix(" \(path) \(folder.path)/b.jsonl"))
  }

  /// One file is taken out of an archive, several go into a folder.
  @Test func zipArchivesAreAnsweredWithACommand() throws {
    let folder = ScratchFolder()
    let table = Data("query_id,model,quality,cost\nq,m,1,1\n".utf8)
    let one = folder.write(bytes: Array(try ZipMaker.archive([("x/t.csv", table)])), to: "a.zip")
    let two = folder.write(bytes: Array(try ZipMaker.archive([("t.csv", table), ("u.csv", table)])), to: "b.zip")
    #expect(
      error(one)
        == .foreign(path: one, what: "a zip archive", command: "unzip -p \(one) >\(folder.path)/a.csv"))
    #expect(
      error(two) == .foreign(path: two, what: "a zip archive", command: "unzip \(two) -d \(folder.path)/b"))
    let packed = folder.write(bytes: Array("BZh91AY&SY".utf8), to: "t.csv.bz2")
    #expect(
      error(packed)
        == .foreign(
          path: packed, what: "compressed with bzip2", command: "bzip2 -dc \(packed) >\(folder.path)/t.csv"))
  }

  private func error(_ path: String) -> InputError? {
    thrown { () throws(InputError) in try TraceLoader.load(paths: [path]) }
  }
}
