import Foundation
import Glibc
import Input
import Mathematics
import TestSupport
import Testing
import Traces

@Suite struct SpooledInputTests {
  private let folder = ScratchFolder()

  /// What comes through a pipe is read like a file: looked at first, and its texts read back later.
  @Test func pipesAreReadLikeFiles() throws {
    let file = folder.write("query_id,model,quality,cost,prompt\nq1,m,1,2,\"say \"\"so\"\"\"\n", to: "a.csv")
    let pipe = folder.path + "/pipe"
    mkfifo(pipe, 0o600)
    shell("cat '\(file)' > '\(pipe)' &")
    let traces = try TraceLoader.load(paths: [pipe])
    #expect(traces.source == pipe && traces.cost == [2] && traces.prompts?[0] == "say \"so\"")
  }

  @Test func mistakesNameThePipe() {
    let pipe = folder.path + "/pipe"
    mkfifo(pipe, 0o600)
    #expect(
      throws: InputError.unreadable(path: pipe, reason: "is a pipe that nobody writes to")
    ) { try TraceLoader.load(paths: [pipe]) }
    shell("printf 'query_id,model,quality,cost\\nq1,m,7,2\\n' > '\(pipe)' &")
    #expect(
      throws: InputError.invalidNumber(
        path: pipe, line: 2, column: "quality", found: "7", allowed: "a number from 0 to 1")
    ) { try TraceLoader.load(paths: [pipe]) }
  }

  @Test func aSilentPipeCanBeLeft() {
    let pipe = folder.path + "/pipe"
    mkfifo(pipe, 0o600)
    let writer = open(pipe, O_RDWR)
    defer { close(writer) }
    let flag = CancellationFlag()
    flag.cancel()
    #expect(
      thrown { () throws(InputError) in try TraceLoader.load(paths: [pipe], task: TaskContext(flag: flag)) }
        == .cancelled)
  }

  /// An archive or a database is read at any place, so a compressed one is decompressed first.
  @Test func compressedDatabasesAndArchives() throws {
    let database = folder.path + "/logs.db"
    shell(
      "python3 -c 'import sqlite3; d = sqlite3.connect(\"\(database)\"); "
        + "d.execute(\"CREATE TABLE t(query_id, model, quality, cost)\"); "
        + "d.execute(\"INSERT INTO t VALUES (1, 2, 0.5, 3)\"); d.commit()' && gzip '\(database)'")
    let traces = try TraceLoader.load(paths: [database + ".gz"])
    #expect(traces.quality == [0.5] && traces.cost == [3])
    let pipe = folder.path + "/pipe"
    mkfifo(pipe, 0o600)
    shell("zcat '\(database).gz' > '\(pipe)' &")
    #expect(try TraceLoader.load(paths: [pipe]).quality == [0.5])
    shell("rm '\(pipe)'")
    let archive = try ZipMaker.archive([
      ("header.json", Data(#"{"eval": {"model": "m", "task": "t"}}"#.utf8)),
      ("samples/1_epoch_1.json", Data(#"{"id": 1, "input": "why?", "scores": {"s": {"value": "C"}}}"#.utf8)),
    ])
    let path = folder.write(bytes: Array(archive), to: "log.eval")
    shell("gzip '\(path)'")
    let log = try TraceLoader.load(paths: [path + ".gz"])
    #expect(log.models == ["m"] && log.quality == [1] && log.prompts?[0] == "why?")
    // A folder holds them as well.
    #expect(try TracePaths([folder.path]).paths.count == 2)
  }

  /// What was read from a pipe is looked at again for advice.
  @Test func adviceOnPipes() throws {
    let pipe = folder.path + "/pipe"
    mkfifo(pipe, 0o600)
    shell("printf 'id,llm,score,price\\nq,a,80,1\\n' > '\(pipe)' &")
    let error = try #require(thrown { () throws(InputError) in try TraceLoader.load(paths: [pipe]) })
    let options = try #require(LoadAdvice(on: error, paths: [pipe], format: nil, options: LoadOptions()).options)
    #expect(options.map == ["query_id": "id", "model": "llm", "quality": "score", "cost": "price"])
    #expect(options.scale == 0...100)
  }
}
