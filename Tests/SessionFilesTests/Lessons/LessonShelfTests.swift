import CommandLanguage
import SessionFiles
import Testing

@Suite struct LessonShelfTests {
  private let shelf = LessonShelf { ["/l/01-first-look.md", "/l/02-routing.md", "/l/10-routes.md"] }

  @Test(arguments: [
    ("02-routing", "/l/02-routing.md"), ("2", "/l/02-routing.md"), ("02", "/l/02-routing.md"),
    ("first", "/l/01-first-look.md"),
    ("10", "/l/10-routes.md"), ("routing", "/l/02-routing.md"), ("x/mine.md", "x/mine.md"), ("mine.md", "mine.md"),
  ]) func names(_ word: String, _ path: String) throws { #expect(try shelf.path(of: word) == path) }

  @Test(arguments: [
    ("rout", "'rout' could be any of these lessons: 02-routing, 10-routes"), ("3", "unknown lesson '3'"),
  ]) func others(_ word: String, _ message: String) {
    let error = #expect(throws: CommandError.self) { try shelf.path(of: word) }
    #expect(error?.description == message)
  }

  @Test func nothingAtHand() {
    let error = #expect(throws: CommandError.self) { try LessonShelf { [] }.path(of: "1") }
    #expect(error?.description == "no lessons are at hand here")
    let away = #expect(throws: CommandError.self) { try LessonShelf(home: "look in d") { [] }.path(of: "1") }
    #expect(away?.description == "no lessons are at hand here: look in d")
  }
}
