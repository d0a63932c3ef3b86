import CommandLanguage
import Foundation
import SessionTestSupport
import Testing

@Suite struct UserHomeTests {
  @Test func theHomeOfTheEnvironmentOrOfTheSystem() {
    let home = ProcessInfo.processInfo.environment["HOME"]
    #expect(UserHome.path == (home.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()))
  }

  /// Only `~/` at the beginning of a word without quotes is the folder.
  @Test func tildes() throws {
    let home = UserHome.path
    #expect(
      try Interpreter().output("echo ~/a ~ a~/b '~/c' \"~/d\"") == "\(home)/a ~ a~/b ~/c ~/d\n")
  }
}
