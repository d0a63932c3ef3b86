import Foundation

/// Gzip files (RFC 1952).
enum Gzip {
  /// Twelve queries of two models, compressed as well as `gzip -9` can.
  static let deflated = [UInt8](
    Data(
      base64Encoded: """
        H4sIAAAAAAACA02QQQ6EIAxF95yFGApK4TSTibow0ZjO6MLbT22pmbh6ebyvQuf8uV7L5Ld9mldP53tdjsuP+/dwFPwWPD8dZgEQ\
        6IsjuA1jV0BADbKJ1mQQADmGDMlMHASacdTb2AACOpYcDc8WCmhROc9mShbQJHKPZlIVaGPcFHsNokBbi47q/wdUM3D/ZzAFSUn3\
        xD2XEBtpV9D9AP/1NNpWAQAA
        """) ?? Data())

  /// A file that holds `bytes` without compression (RFC 1951, section 3.2.4).
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(65_535)
      rest = rest.dropFirst(block.count)
      let count = UInt16(block.count)
      file += [rest.isEmpty ? 1 : 0] + little(count) + little(~count)
      file += block
    } while !rest.isEmpty
    return file + little(checksum(bytes)) + little(UInt32(truncatingIfNeeded: bytes.count))
  }

  private static func little<Integer: FixedWidthInteger>(_ value: Integer) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  /// CRC-32, bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0 as UInt32) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
  }
}
