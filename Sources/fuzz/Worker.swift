import Foundation
import Mathematics

/// The process that reads inputs, one after the other, and may trap on any of them.
struct Worker {
  let reader: Reader
  let seed: UInt64
  /// Where the number of the input is written before it is read.
  let progress: Int32

  /// The exit codes besides 0.
  static let broken: Int32 = 3

  /// The input of that number, and whether it is the first part of an example.
  static func input(_ number: Int, of reader: Reader, seed: UInt64) -> (bytes: [UInt8], isCut: Bool) {
    let key = RandomKey(seed: seed, purpose: "fuzz " + reader.name)
    var generator = key.generator
    let start = generator.next()
    var mutator = Mutator(
      seed: start &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15, examples: reader.examples(), words: reader.words)
    let isCut = reader.refusesCuts && number % 4 == 0
    return (isCut ? mutator.cutExample() : mutator.input(), isCut)
  }

  /// Reads inputs from a number on until the time is over; the exit code.
  func run(from first: Int, seconds: Double) -> Int32 {
    let end = ContinuousClock.now + .seconds(seconds)
    var number = first
    while ContinuousClock.now < end {
      var mark = Int64(number)
      pwrite(progress, &mark, 8, 0)
      let (bytes, isCut) = Self.input(number, of: reader, seed: seed)
      let code = Self.read(bytes, isCut: isCut, with: reader)
      if code != 0 { return code }
      number += 1
    }
    var mark = Int64(number)
    pwrite(progress, &mark, 8, 0)
    return 0
  }

  /// Reads one input in a folder of its own; the exit code.
  ///
  /// - Parameters:
  ///   - isCut: whether it must be refused, being the first part of an example.
  ///   - isWhole: whether it must be accepted, being an example.
  static func read(_ bytes: [UInt8], isCut: Bool = false, isWhole: Bool = false, with reader: Reader) -> Int32 {
    let folder = Scratch.folder + "croute-fuzz-\(getpid())"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      let isAccepted = try reader.read(bytes, folder)
      if !isAccepted && isWhole { throw Reader.Broken(what: "an example is refused") }
      if isAccepted && isCut { throw Reader.Broken(what: "a file that was cut is accepted") }
      return 0
    } catch {
      let what = (error as? Reader.Broken)?.what ?? "\(error)"
      FileHandle.standardError.write(Data((what + "\n").utf8))
      return broken
    }
  }
}
