import CommandLanguage
import Foundation
import Glibc
import Input
import TestSupport
import Testing

@Suite struct FileAccessTests {
  private let folder: TemporaryFolder
  private let root: String

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path + "/work/sub", withIntermediateDirectories: true)
    root = try #require(FilePlace.resolved(folder.path + "/work"))
    for name in ["work/data.csv", "work/own.csv", "work/run.csv", "work/page.md", "work/session.md", "out.csv"] {
      try folder.write("old", to: name)
    }
    chmod(root + "/run.csv", 0o755)
    mkfifo(root + "/pipe.csv", 0o600)
    try FileManager.default.createSymbolicLink(atPath: root + "/link.csv", withDestinationPath: "../out.csv")
  }

  private func access(_ trust: Trust = Trust(), replacesOthers: Bool = false) -> FileAccess {
    var access = FileAccess()
    access.bounds = .init(
      folder: root, trust: trust, file: root + "/session.md", own: ["own.csv"], replacesOthers: replacesOthers)
    return access
  }

  private func refusal(_ body: () throws(CommandError) -> Void) -> FileAccess.Refusal? {
    guard case .forbidden(_, let refusal) = thrown(body) else { return nil }
    return refusal
  }

  static let writing: [(String, FileAccess.Refusal?)] = [
    ("new.csv", nil), ("sub/new.json", nil), ("sub/../own.csv", nil), ("session.md", nil),
    ("../new.csv", .writingOutside),
    ("../worker/new.csv", .writingOutside), ("link.csv", .link), (".new.csv", .hidden), (".git/new.csv", .hidden),
    ("new.py", .ending), ("new", .ending), ("pipe.csv", .special), ("run.csv", .executable), ("page.md", .otherSession),
    ("data.csv", .notOwn),
  ]

  @Test(arguments: writing.indices) func whatAStrangerMayWrite(_ index: Int) {
    let (name, expected) = Self.writing[index]
    let found = refusal { () throws(CommandError) in try access().admitWriting(root + "/" + name) }
    #expect(found == expected, "\(name)")
    // A person, and one whom a person trusts, may write anything; trust to read is none to write.
    for access in [FileAccess(), access(Trust(mayWriteAnywhere: true))] {
      #expect(refusal { () throws(CommandError) in try access.admitWriting(root + "/" + name) } == nil)
    }
    let reader = access(Trust(mayReadAnywhere: true))
    #expect(refusal { () throws(CommandError) in try reader.admitWriting(root + "/" + name) } == expected)
  }

  @Test func dataMayBeReplacedWhereThatIsAllowed() {
    #expect(
      refusal { () throws(CommandError) in try access(replacesOthers: true).admitWriting(root + "/data.csv") } == nil)
  }

  /// What these commands made they may replace; what is made is noted by whoever writes it.
  @Test func whatWasMadeIsOwn() throws {
    let access = access()
    try OutputFile(root + "/made.csv", force: false).write("1", access: access)
    try OutputFile(root + "/made.csv", force: true).write("2", access: access)
    #expect(
      refusal { () throws(CommandError) in
        try OutputFile(root + "/made.csv", force: true).write("3", access: self.access())
      } == .notOwn)
    #expect(try String(contentsOfFile: root + "/made.csv", encoding: .utf8) == "2")
  }

  @Test func whatAStrangerMayRead() {
    let (bound, reader) = (access(), access(Trust(mayReadAnywhere: true)))
    for (name, expected) in [
      ("data.csv", nil), ("sub", nil), ("nothing.csv", nil), ("link.csv", FileAccess.Refusal.readingOutside),
      ("../out.csv", .readingOutside), ("../nowhere/a.csv", .readingOutside), ("", .readingOutside),
    ] {
      // The folder itself holds the link that leads out.
      let path = root + "/" + name
      #expect(refusal { () throws(CommandError) in try bound.admitReading(path) } == expected, "\(name)")
      #expect(refusal { () throws(CommandError) in try reader.admitReading(path) } == nil)
    }
  }

  /// A figure replaces one that was drawn here, and nothing else.
  @Test func figuresReplaceFigures() throws {
    try folder.write("<svg>somebody's</svg>", to: "work/theirs.svg")
    #expect(
      refusal { () throws(CommandError) in try access().admitWriting(root + "/theirs.svg", isFigure: true) } == .notOwn)
  }
}
