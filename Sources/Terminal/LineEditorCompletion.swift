import CReadline
import Glibc
import Sessions

extension LineEditor {
  /// The matches for Readline's Tab: none yet.
  static func complete(
    _ text: UnsafePointer<CChar>?, from start: Int32, to end: Int32
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    croute_rl_begin_completion()
    return nil
  }
}
