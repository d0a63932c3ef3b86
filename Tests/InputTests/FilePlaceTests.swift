import Foundation
import Input
import TestSupport
import Testing

@Suite struct FilePlaceTests {
  private let folder: TemporaryFolder
  /// The folder without symbolic links.
  private let root: String

  init() throws {
    folder = try TemporaryFolder()
    root = try #require(FilePlace.resolved(folder.path))
    try FileManager.default.createDirectory(atPath: folder.path + "/d/e", withIntermediateDirectories: true)
    try folder.write("x", to: "d/f")
    for (link, target) in [("link", "d"), ("file", "d/f"), ("none", "d/nothing"), ("loop", "loop"), ("two", "file")] {
      try FileManager.default.createSymbolicLink(atPath: folder.path + "/" + link, withDestinationPath: target)
    }
  }

  @Test func resolved() {
    let path = folder.path
    #expect(FilePlace.resolved(path + "/link/f") == root + "/d/f")
    #expect(FilePlace.resolved(path + "/link/../d//e/.") == root + "/d/e")
    // A missing file is one of its folder; one without a folder is nowhere.
    #expect(FilePlace.resolved(path + "/link/new") == root + "/d/new")
    #expect(FilePlace.resolved(path + "/nowhere/new") == nil)
    #expect(FilePlace.resolved("/") == "/")
  }

  @Test func folders() {
    #expect(
      FilePlace.folder(of: "/a/b") == "/a" && FilePlace.folder(of: "/a") == "/" && FilePlace.folder(of: "a") == ".")
    #expect(FilePlace.isUnder("/a", "/a/b") && !FilePlace.isUnder("/a", "/ab") && !FilePlace.isUnder("/a", "/a"))
    #expect(FilePlace.isUnder("/", "/a"))
  }

  @Test func placesSayWhetherALinkLeadsThere() {
    let path = folder.path
    #expect(FilePlace.place(of: path + "/link/../x").path == root + "/x")
    let plain = FilePlace.place(of: path + "/d/none/../f", linksIn: root)
    #expect(plain.path == root + "/d/f" && !plain.isLinked)
    let linked = FilePlace.place(of: path + "/link/f", linksIn: root)
    #expect(linked.path == root + "/link" && linked.isLinked)
    #expect(!FilePlace.place(of: path + "/link/f", linksIn: root + "/d").isLinked)
    #expect(FilePlace.place(of: "/../..").path == "/")
  }

  @Test func linksAreFollowedToTheirEnds() {
    let path = folder.path
    #expect(FilePlace.followed(path + "/two") == path + "/d/f")
    #expect(FilePlace.followed(path + "/none") == path + "/d/nothing")
    #expect(FilePlace.followed(path + "/d/f") == path + "/d/f")
    // One that leads to itself ends, too.
    #expect(FilePlace.followed(path + "/loop") == path + "/loop")
  }

  @Test func names() {
    #expect(FilePlace.names(in: folder.path) == ["d", "file", "link", "loop", "none", "two"])
    #expect(FilePlace.names(in: folder.path + "/d/f").isEmpty)
  }
}
