import Input
import Mathematics
import TestSupport
import Testing
import Traces

@Suite struct TracePathsTests {
  private let files = ScratchTraces()

  @Test func filesNameTheirModels() throws {
    let text = "query_id,quality,cost\na,1,2\nb,0,3\n"
    let paths = try TracePaths([
      "gpt-5=" + files.folder.write(text, to: "run1.csv"), "opus=" + files.folder.write(text, to: "run2.csv"),
    ])
    let traces = try TraceLoader.load(paths: paths.paths, options: LoadOptions(models: paths.models))
    #expect(traces.models == ["gpt-5", "opus"] && traces.quality == [1, 1, 0, 0])
    let found = try TracePaths([files.folder.path])
    #expect(try TraceLoader.load(paths: found.paths).models == ["run1", "run2"])
    let globbed = try TracePaths([files.folder.path + "/run[2-9].csv"])
    #expect(globbed.paths == [files.folder.path + "/run2.csv"])
    #expect(
      throws: InputError.missingColumn(path: paths.paths[0], column: "model", found: ["query_id", "quality", "cost"])
    ) {
      try TraceLoader.load(paths: [paths.paths[0]])
    }
  }

  /// Numbers in names count by their value; what is in no format is named, and hidden files are passed over.
  @Test func foldersStandForTheirTraces() throws {
    let text = "query_id,model,quality,cost\na,m,1,2\n"
    shell("mkdir -p '\(files.folder.path)/f/sub'")
    for name in ["f/run10.csv", "f/run9.csv", "f/sub/a.csv", "f/.hidden.csv"] { _ = files.folder.write(text, to: name) }
    _ = files.folder.write("just words", to: "f/note.txt")
    let found = try TracePaths([files.folder.path + "/f"])
    #expect(found.paths.map { $0.dropFirst(files.folder.path.count + 3) } == ["run9.csv", "run10.csv", "sub/a.csv"])
    #expect(found.skipped.map { $0.dropFirst(files.folder.path.count + 3) } == ["note.txt"])
    // A file that is named twice is one.
    #expect(try TracePaths([found.paths[0], files.folder.path + "/f"]).paths == found.paths)
    #expect(throws: InputError.unreadable(path: "/no*where", reason: "no file matches this pattern")) {
      try TracePaths(["/no*where"])
    }
  }

  /// A link to a folder above would be followed for ever, and a pipe waited for.
  @Test func linksAndPipesInFolders() throws {
    let folder = files.folder.path + "/f"
    shell("mkdir -p '\(folder)/sub'; ln -s .. '\(folder)/sub/up'; ln -s sub '\(folder)/again'; mkfifo '\(folder)/pipe'")
    _ = files.folder.write("query_id,model,quality,cost\na,m,1,2\n", to: "f/sub/a.csv")
    let found = try TracePaths([folder])
    #expect(found.paths == [folder + "/again/a.csv"] && found.skipped == [])
  }

  @Test func foldersCanBeInterrupted() {
    shell("mkdir -p '\(files.folder.path)/f'")
    _ = files.folder.write("words", to: "f/a.txt")
    let flag = CancellationFlag()
    flag.cancel()
    #expect(throws: InputError.cancelled) {
      try TracePaths([files.folder.path + "/f"], task: TaskContext(flag: flag))
    }
  }

  /// The results beside samples are read with them; those of another time are not, nor are those beside other files.
  @Test func whatIsReadWithOthersIsNotLeftOut() throws {
    let sample = #"{"doc_id": 0, "doc": {}, "acc": 1, "metrics": ["acc"]}"#
    for name in ["results_2026-01-01T00-00-00.json", "results_2026-02-02T00-00-00.json"] {
      _ = files.folder.write(#"{"model_name": "m"}"#, to: name)
    }
    _ = files.folder.write(sample, to: "samples_t_2026-01-01T00-00-00.jsonl")
    let found = try TracePaths([files.folder.path])
    #expect(found.paths.map { $0.split(separator: "/").last } == ["samples_t_2026-01-01T00-00-00.jsonl"])
    #expect(found.skipped.map { $0.split(separator: "/").last } == ["results_2026-02-02T00-00-00.json"])
    shell("rm '\(files.folder.path)'/samples*")
    _ = files.folder.write("query_id,model,quality,cost\na,m,1,2\n", to: "t.csv")
    #expect(try TracePaths([files.folder.path]).skipped.count == 2)
  }
}
