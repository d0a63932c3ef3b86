import CommandLanguage
import Display
import Routing

extension Settings {
  /// What `set` adjusts.
  package static let table: [Setting<Session>] =
    [
      Setting(name: "seed", allowed: "a whole number from 0") {
        String($0.settings.seed)
      } write: { session, text in
        guard let seed = Number.seed(text) else { return false }
        session.settings.seed = seed
        return true
      },
      .format, .width,
      Setting(
        name: "reference",
        allowed: "on, off, or a list of " + ReferenceFaults.named.map(\.name).joined(separator: ", "),
        meaning: "repeat faults of the paper's implementation: on, off, or a list of "
          + ReferenceFaults.named.map(\.name).joined(separator: ", "),
        choices: ["on", "off"] + ReferenceFaults.named.map(\.name)
      ) {
        let reference = $0.settings.reference
        if reference.isEmpty { return "off" }
        if reference == .all { return "on" }
        return ReferenceFaults.named.filter { reference.contains($0.fault) }.map(\.name).joined(separator: ",")
      } write: { session, text in
        var faults: ReferenceFaults = text == "on" ? .all : []
        for name in text.split(separator: ",") where text != "on" && text != "off" {
          guard let fault = ReferenceFaults.named.first(where: { $0.name == name }) else { return false }
          faults.formUnion(fault.fault)
        }
        session.settings.reference = faults
        return true
      },
      .progress,
    ] + Setting.flags + [.flag("history", \.settings.history)]
}
