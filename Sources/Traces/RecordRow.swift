import Input

/// Where a value is looked for.
enum RecordSlot {
  case record(Int)
  case header(Int)
  case key
}

/// The values of one record.
struct RecordRow {
  let records: JSONRecordReader
  let header: JSONPicker
  /// The member whose values count, where each of several names a model; `nil` where none does.
  var entry: Int?
  /// Whether a score that is `NaN` says that there is none.
  var nanIsNoScore = false

  /// The picker and the number of a slot; `nil` for the key.
  @inline(__always) private func place(_ slot: RecordSlot) -> (picker: JSONPicker, number: Int)? {
    switch slot {
    case .key: nil
    case .record(let number): (records.record, number)
    case .header(let number): (header, number)
    }
  }

  /// The values that a slot holds for a model, with the picker that they are in.
  private func values(
    _ slot: RecordSlot, _ model: UnsafeBufferPointer<UInt8>?, _ isEntry: Bool
  ) -> (JSONPicker, [JSONPicker.Value]) {
    guard let (picker, number) = place(slot) else { return (records.record, []) }
    let values = picker.all(number)
    if let entry, case .record = slot { return (picker, values.filter { $0.entry == entry || $0.entry < 0 }) }
    guard let model, values.contains(where: { $0.entry >= 0 }) else { return (picker, values) }
    let own = values.filter { $0.entry >= 0 && picker.key(ofEntry: $0.entry).elementsEqual(model) }
    return (picker, own.isEmpty ? isEntry ? values.filter { $0.entry < 0 } : values : own)
  }

  /// What the members are called that the values of a slot belong to.
  func entryNames(_ slot: RecordSlot) -> [String] {
    let (picker, values) = values(slot, nil, false)
    return values.filter { $0.entry >= 0 }.map { String(decoding: picker.key(ofEntry: $0.entry), as: UTF8.self) }
  }

  /// The first short text or number among some slots; `nil` where there is none or it is empty. Valid until the next record.
  func name(
    _ slots: [RecordSlot], _ model: UnsafeBufferPointer<UInt8>? = nil, _ isEntry: Bool = false
  ) -> UnsafeBufferPointer<UInt8>? {
    for slot in slots {
      if case .key = slot { return records.key }
      if let (picker, number) = place(slot) {
        if !picker.holds(number) { continue }
        if let only = picker.only(number) {
          if let bytes = picker.bytes(only), !bytes.isEmpty { return bytes }
          continue
        }
      }
      let (picker, values) = values(slot, model, isEntry)
      if let value = values.first, let bytes = picker.bytes(value), !bytes.isEmpty { return bytes }
    }
    return nil
  }

  /// Where the first text among some slots stands.
  func place(_ slots: [RecordSlot], _ model: UnsafeBufferPointer<UInt8>) -> (offset: Int, length: Int)? {
    for slot in slots {
      if case .header = slot { continue }
      if let (picker, number) = place(slot) {
        if !picker.holds(number) { continue }
        if let only = picker.only(number) {
          if only.kind == .null { continue }
          return only.place
        }
      }
      if let value = values(slot, model, false).1.first(where: { $0.kind != .null }) {
        return value.place
      }
    }
    return nil
  }

  /// Whether something stands there that is not false, 0 or empty.
  func isTrue(_ slots: [RecordSlot]) -> Bool {
    for slot in slots {
      let (picker, values) = values(slot, nil, false)
      guard let value = values.first, value.kind != .null else { continue }
      guard let bytes = picker.bytes(value) else { return true }
      if value.kind == .text ? !bytes.isEmpty : Score.value(bytes) != 0 { return true }
    }
    return false
  }

  /// The first score among some slots; NaN where there is none.
  ///
  /// - Parameter scorer: the member whose score counts, where scores stand in members of several scorers.
  func score(
    _ slots: [RecordSlot], _ model: UnsafeBufferPointer<UInt8>, _ isEntry: Bool, scorer: [UInt8]?,
    in range: NumberRange, clip: Bool
  ) throws(InputError) -> Double {
    for (index, slot) in slots.enumerated() {
      // Further slots hold the parts of a score, which are called otherwise.
      let scorer = index == 0 ? scorer : nil
      if let (picker, number) = place(slot) {
        if !picker.holds(number) { continue }
        if let only = picker.only(number), let bytes = picker.bytes(only), scorer == nil || only.entry < 0 {
          return try score(bytes, in: range, clip: clip)
        }
      }
      let (picker, values) = values(slot, model, isEntry)
      for value in values {
        if let scorer, value.entry >= 0, !picker.key(ofEntry: value.entry).elementsEqual(scorer) { continue }
        if let bytes = picker.bytes(value) {
          return try score(bytes, in: range, clip: clip)
        }
      }
    }
    return .nan
  }

  private func score(
    _ bytes: UnsafeBufferPointer<UInt8>, in range: NumberRange, clip: Bool
  ) throws(InputError) -> Double {
    if nanIsNoScore, bytes.elementsEqual("NaN".utf8) { return .nan }
    return try admitted(Score.value(bytes, in: range), bytes, "quality", in: range, clip: clip)
  }

  /// The sum of the numbers of the first slot that has any; NaN where none has.
  func sum(
    _ slots: [RecordSlot], _ name: String, _ model: UnsafeBufferPointer<UInt8>, _ isEntry: Bool, in range: NumberRange,
    clip: Bool
  ) throws(InputError) -> Double {
    for slot in slots {
      if let (picker, number) = place(slot) {
        if !picker.holds(number) { continue }
        if let only = picker.only(number), let bytes = picker.bytes(only) {
          return try admitted(NumberParser.parse(bytes), bytes, name, in: range, clip: clip)
        }
      }
      let (picker, values) = values(slot, model, isEntry)
      var sum = Double.nan
      for value in values {
        guard let bytes = picker.bytes(value) else { continue }
        let number = try admitted(NumberParser.parse(bytes), bytes, name, in: range, clip: clip)
        sum = sum.isNaN ? number : sum + number
      }
      if !sum.isNaN { return sum }
    }
    return .nan
  }

  private func admitted(
    _ number: Double?, _ bytes: UnsafeBufferPointer<UInt8>, _ name: String, in range: NumberRange, clip: Bool
  ) throws(InputError) -> Double {
    if let number, let admitted = records.window.admitted(number, in: range, clip: clip) { return admitted }
    throw .invalidNumber(
      path: records.window.path, line: records.line, column: name,
      found: String(decoding: bytes.prefix(60), as: UTF8.self),
      allowed: range.words)
  }
}
