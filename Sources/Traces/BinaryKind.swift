/// What a file that is no text may be, told from its first bytes.
enum BinaryKind: Sendable {
  case zip, sqlite, parquet, arrow, pickle, utf16

  init?(of bytes: [UInt8]) {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      self = .zip
    } else if bytes.starts(with: "SQLite format 3\0".utf8) {
      self = .sqlite
    } else if bytes.starts(with: "PAR1".utf8) {
      self = .parquet
    } else if bytes.starts(with: "ARROW1\0\0".utf8) {
      self = .arrow
    } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      self = .utf16
    } else if bytes.count > 2, bytes[0] == 0x80, (2...5).contains(bytes[1]) {
      self = .pickle
    } else {
      return nil
    }
  }
}
