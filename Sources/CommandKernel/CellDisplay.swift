import CommandLanguage
import Display
import Input
import JupyterKernel
import Synchronization

/// Converts the outputs of a cell for a notebook: text to streams, figures and tables to displays, the last table to
/// the cell's result.
///
/// Whether a table is the last one is known at the end of the cell, so a table and what follows it are held back until
/// then: until another table comes, the cell ends, or something that takes its time begins.
package final class CellDisplay: Sendable {
  private enum Item {
    case text(String)
    case rich(Bundle)
  }

  private let cell: any CellOutlet
  /// What is held back; a table only at the beginning.
  private let held = Mutex<[Item]>([])

  package init(_ cell: any CellOutlet) { self.cell = cell }

  /// Adds an output.
  package func show(_ bundle: Bundle) {
    if bundle.html == nil && bundle.svg == nil { return held.withLock { Self.add(bundle.text, to: &$0) } }
    if bundle.html != nil { release() }
    held.withLock { $0.append(.rich(bundle)) }
  }

  /// A command ended: shows what need not wait for the end of the cell.
  package func endCommand() {
    let waits = held.withLock { items in
      if case .rich(let bundle)? = items.first { bundle.html != nil } else { false }
    }
    if !waits { release() }
  }

  /// Shows everything that is held back; the table among it is not the last one.
  package func release() { for item in take() { show(item, isResult: false) } }

  /// Shows everything that is held back; the table among it is the cell's result.
  package func finish() { for item in take() { show(item, isResult: true) } }

  /// Forgets what is held back and clears what was shown.
  package func clear() {
    _ = take()
    cell.clear()
  }

  private func take() -> [Item] {
    held.withLock { items in
      defer { items = [] }
      return items
    }
  }

  private static func add(_ text: String, to items: inout [Item]) {
    if case .text(let before)? = items.last {
      items[items.count - 1] = .text(before + text)
    } else {
      items.append(.text(text))
    }
  }

  private func show(_ item: Item, isResult: Bool) {
    switch item {
    case .text(let text): cell.stream("stdout", text)
    case .rich(let bundle):
      bundle.html != nil && isResult ? cell.result(bundle.representations) : cell.display(bundle.representations)
    }
  }
}

extension Bundle {
  /// The representations by MIME type.
  var representations: JSONValue {
    var members = [JSONValue.Member("text/plain", .string(text.hasSuffix("\n") ? String(text.dropLast()) : text))]
    if let html { members.append(.init("text/html", .string(html))) }
    if let svg { members.append(.init("image/svg+xml", .string(svg))) }
    return .object(members)
  }
}
