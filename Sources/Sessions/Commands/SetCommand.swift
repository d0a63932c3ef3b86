import Display
import Routing
import Traces

extension Command {
  static let set = Command(
    "set", .session, "show or change settings",
    arguments: [
      Argument("NAME", .choice(Setting.all.map(\.name)), isOptional: true),
      Argument("VALUE", .settingValue, isOptional: true),
    ],
    details: "Settings: " + Setting.all.map { "\($0.name) (\($0.allowed))" }.joined(separator: ", ") + ".",
    examples: ["set", "set seed 7", "set format json"]
  ) { context in
    let words = context.invocation.arguments
    guard let name = words.first else {
      context.report.show(
        Table(
          [.init("setting"), .init("value"), .init("allowed")],
          rows: Setting.all.map {
            [.text($0.name), .text($0.read(context.session.settings)), .text($0.allowed)]
          }))
      context.report.json = Setting.all.map { .init($0.name, .string($0.read(context.session.settings))) }
      return
    }
    guard let setting = Setting.all.first(where: { $0.name == name.text }) else {
      throw LocatedError(.unknown("setting", name.text, known: Setting.all.map(\.name)), at: name)
    }
    if words.count > 1 {
      guard setting.write(&context.session.settings, words[1].text) else {
        throw LocatedError(.invalidValue(setting.name, found: words[1].text, allowed: setting.allowed), at: words[1])
      }
    } else {
      context.report.line("\(setting.name) is \(setting.read(context.session.settings))")
    }
    context.report.json = [.init(setting.name, .string(setting.read(context.session.settings)))]
  }
}

/// A setting of `set`.
struct Setting: Sendable {
  var name: String
  var allowed: String
  /// Its possible values, if they can be listed.
  var choices: [String] = []
  var read: @Sendable (Settings) -> String
  /// Sets the value; false if it is not allowed.
  var write: @Sendable (inout Settings, String) -> Bool

  static let all: [Setting] = [
    Setting(name: "seed", allowed: "a whole number from 0") {
      String($0.seed)
    } write: { settings, text in
      guard let seed = UInt64(text) else { return false }
      settings.seed = seed
      return true
    },
    Setting(
      name: "format", allowed: OutputFormat.allCases.map(\.rawValue).joined(separator: ", "),
      choices: OutputFormat.allCases.map(\.rawValue)
    ) {
      $0.display.format.rawValue
    } write: { settings, text in
      guard let format = OutputFormat(rawValue: text) else { return false }
      settings.display.format = format
      return true
    },
    Setting(name: "width", allowed: "auto or 20 to 1000", choices: ["auto"]) {
      $0.display.width.map(String.init) ?? "auto"
    } write: { settings, text in
      if text == "auto" {
        settings.display.width = nil
        return true
      }
      guard let width = Int(text), (20...1000).contains(width) else { return false }
      settings.display.width = width
      return true
    },
    Setting(
      name: "reference", allowed: "on, off, or a list of " + ReferenceFaults.named.map(\.name).joined(separator: ", "),
      choices: ["on", "off"] + ReferenceFaults.named.map(\.name)
    ) {
      let reference = $0.reference
      if reference.isEmpty { return "off" }
      if reference == .all { return "on" }
      return ReferenceFaults.named.filter { reference.contains($0.fault) }.map(\.name).joined(separator: ",")
    } write: { settings, text in
      var faults: ReferenceFaults = text == "on" ? .all : []
      for name in text.split(separator: ",") where text != "on" && text != "off" {
        guard let fault = ReferenceFaults.named.first(where: { $0.name == name }) else { return false }
        faults.formUnion(fault.fault)
      }
      settings.reference = faults
      return true
    },
    Setting(
      name: "progress", allowed: "auto (at a terminal), on (in notebooks, too), off",
      choices: ProgressDisplay.allCases.map(\.rawValue)
    ) {
      $0.display.progress.rawValue
    } write: { settings, text in
      guard let progress = ProgressDisplay(rawValue: text) else { return false }
      settings.display.progress = progress
      return true
    },
    flag("ascii", \.display.ascii), flag("timing", \.display.timing), flag("echo", \.display.echo),
    flag("quiet", \.display.quiet),
  ]

  private static func flag(_ name: String, _ path: any WritableKeyPath<Settings, Bool> & Sendable) -> Setting {
    Setting(name: name, allowed: "on, off", choices: ["on", "off"]) {
      $0[keyPath: path] ? "on" : "off"
    } write: { settings, text in
      guard text == "on" || text == "off" else { return false }
      settings[keyPath: path] = text == "on"
      return true
    }
  }
}
