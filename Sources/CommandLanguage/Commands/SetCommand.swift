import Display
import Input

extension Command {
  /// `set [NAME VALUE]`, over the language's settings.
  public static func set(examples: [String] = ["set", "set format json"]) -> Command {
    let settings = L.settings
    return Command(
      "set", .session, "show or change settings",
      arguments: [
        Argument("NAME", .choice(settings.map(\.name)), isOptional: true),
        Argument("VALUE", .settingValue, isOptional: true),
      ],
      details: "Settings: " + settings.map { "\($0.name) (\($0.meaning ?? $0.allowed))" }.joined(separator: ", ") + ".",
      examples: examples
    ) { context in
      let words = context.invocation.arguments
      guard let name = words.first else {
        context.report.show(
          Table(
            [.init("setting"), .init("value"), .init("allowed")],
            rows: settings.map { [.text($0.name), .text($0.read(context.session)), .text($0.allowed)] }))
        context.report.json = settings.map { .init($0.name, .string($0.read(context.session))) }
        return
      }
      guard let setting = settings.first(where: { $0.name == name.text }) else {
        throw LocatedError(.unknown("setting", name.text, known: settings.map(\.name)), at: name)
      }
      if words.count > 1 {
        guard setting.write(&context.session, words[1].text) else {
          throw LocatedError(.invalidValue(setting.name, found: words[1].text, allowed: setting.allowed), at: words[1])
        }
      } else {
        context.report.line("\(setting.name) is \(setting.read(context.session))")
      }
      context.report.json = [.init(setting.name, .string(setting.read(context.session)))]
    }
  }
}
