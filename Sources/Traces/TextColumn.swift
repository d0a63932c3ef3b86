import Input

/// Long texts (prompts, answers) that may stay in their file until one is needed.
///
/// A value is either held in memory or known by its place in a file (8 bytes) and read when it is needed. A file that
/// was changed or removed meanwhile yields `nil` for its texts.
public struct TextColumn: Sendable {
  private let references: [TextReference]
  private let store: TextStore

  /// A column of texts in memory; `nil` where there is none.
  public init(_ strings: [String?]) {
    var store = TextStore()
    let base = store.begin(.memory(strings))
    store.end(after: strings.count)
    references = strings.indices.map { strings[$0] == nil ? .none : TextReference(base + UInt64($0), length: 0) }
    self.store = store
  }

  /// A column of texts known by their places in `store`.
  init(references: [TextReference], store: TextStore) {
    self.references = references
    self.store = store
  }

  /// The number of values, missing ones included.
  public var count: Int { references.count }

  /// The text at `index`; `nil` where there is none or it can no longer be read.
  public subscript(index: Int) -> String? {
    let reference = references[index]
    return reference.isNone ? nil : store.text(at: reference)
  }

  /// The file of a text that could not be read back since this was last asked, because it has changed.
  func takeChangedPath() -> String? { store.takeChangedPath() }

  /// Whether a text is recorded at `index`, without reading it.
  public func isPresent(at index: Int) -> Bool { !references[index].isNone }
}

/// The place of a text in a store: 40 bits of position and 24 bits of length.
struct TextReference: Sendable, Equatable {
  private let bits: UInt64

  /// The reference to no text.
  static let none = TextReference(bits: .max)
  /// Marks lengths that need more bits; the store keeps them separately.
  static let longLength = 0xFF_FFFF

  private init(bits: UInt64) { self.bits = bits }

  /// The reference to `length` bytes at `place`, which is below 2^40.
  init(_ place: UInt64, length: Int) {
    bits = place << 24 | UInt64(min(length, Self.longLength))
  }

  /// Whether there is no text.
  var isNone: Bool { bits == .max }
  /// The position of the text, counted through all sources of its store.
  var place: UInt64 { bits >> 24 }
  /// Its length in bytes.
  var length: Int { Int(bits & UInt64(Self.longLength)) }
}

/// The files (and lists) with the texts of a trace set, in one running count of bytes.
struct TextStore: Sendable {
  /// What holds texts.
  enum Source: Sendable {
    /// Texts in memory, one per place.
    case memory([String?])
    /// Texts in a file, at their offsets.
    case file(TextSource)
    /// Texts in the members of an archive.
    case archive(ZipTexts)
  }

  private var sources: [(base: UInt64, source: Source)] = []
  private var longLengths: [UInt64: Int] = [:]
  private var nextBase: UInt64 = 0

  /// Adds a source and returns the place of its first byte.
  mutating func begin(_ source: Source) -> UInt64 {
    sources.append((nextBase, source))
    return nextBase
  }

  /// Puts another source in the place of the latest one.
  mutating func replaceLast(with source: Source) {
    if let last = sources.popLast() { sources.append((last.base, source)) }
  }

  /// Ends the latest source, which takes `size` bytes.
  mutating func end(after size: Int) { nextBase += UInt64(size) }

  /// A reference to `length` bytes at `offset` of the latest source.
  mutating func reference(offset: Int, length: Int) -> TextReference {
    let place = nextBase + UInt64(offset)
    guard place < 1 << 40 - 1 else { return .none }
    if length >= TextReference.longLength { longLengths[place] = length }
    return TextReference(place, length: length)
  }

  /// Adds what the store of another part of the latest source knows.
  mutating func add(_ part: TextStore) { longLengths.merge(part.longLengths) { own, _ in own } }

  /// The file of a text that could not be read back since this was last asked.
  func takeChangedPath() -> String? {
    var changed: String?
    for (_, source) in sources {
      switch source {
      case .memory: break
      case .file(let file): changed = file.takeChangedPath() ?? changed
      case .archive(let texts): changed = texts.takeChangedPath() ?? changed
      }
    }
    return changed
  }

  private func length(of reference: TextReference) -> Int {
    reference.length == TextReference.longLength ? longLengths[reference.place] ?? 0 : reference.length
  }

  /// The referenced text; `nil` if it can no longer be read.
  func text(at reference: TextReference) -> String? {
    guard let (base, source) = sources.last(where: { $0.base <= reference.place }) else { return nil }
    let offset = Int(reference.place - base)
    switch source {
    case .memory(let strings): return strings[offset]
    case .file(let file): return file.text(at: offset, length: length(of: reference))
    case .archive(let texts): return texts.text(at: offset, length: length(of: reference))
    }
  }
}
