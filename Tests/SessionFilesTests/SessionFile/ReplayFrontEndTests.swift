import Display
import SessionFiles
import Testing

@Suite struct ReplayFrontEndTests {
  @Test func onlyResultsAreKept() {
    let io = ReplayFrontEnd()
    #expect(io.surface.width == 80 && io.surface.unicode && !io.surface.color && io.ask("why?") == nil)
    for output: Output in [
      .bundle(Bundle(text: "a\n")), .progress(0.5), .timing(1), .clear, .echo("croute> echo b \\\n...>   c\n"),
      .bundle(Bundle(text: "b\n")),
    ] {
      io.emit(output)
    }
    #expect(io.take().map(\.text) == ["a\n", "croute> echo b \\\n...>   c\n", "b\n"])
    #expect(io.take().isEmpty)
  }
}
