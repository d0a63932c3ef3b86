import CommandLanguage
import Display
import Testing

@Suite struct SettingTests {
  private let settings = Dictionary(uniqueKeysWithValues: Setting<Probe.State>.display.map { ($0.name, $0) })

  @Test(arguments: [
    ("format", "text", "markdown", "html"), ("width", "auto", "20", "19"), ("width", "auto", "1000", "1001"),
    ("progress", "auto", "off", "never"), ("ascii", "off", "on", "yes"), ("timing", "off", "on", ""),
    ("echo", "off", "on", "ON"), ("quiet", "off", "on", "1"),
  ])
  func valuesAreReadAsTheyAreWritten(_ name: String, _ first: String, _ other: String, _ refused: String) throws {
    let setting = try #require(settings[name])
    var state = Probe.State()
    #expect(setting.read(state) == first)
    #expect(setting.write(&state, other) && setting.read(state) == other)
    #expect(!setting.write(&state, refused) && setting.read(state) == other)
    #expect(setting.write(&state, first) && state.display == DisplaySettings())
  }

  @Test func choicesAreAllowed() {
    for setting in settings.values {
      for choice in setting.choices {
        var state = Probe.State()
        #expect(setting.write(&state, choice) && setting.read(state) == choice, "\(setting.name) \(choice)")
      }
    }
  }
}
