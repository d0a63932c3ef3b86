import Foundation
import Glibc

extension Error {
  /// Why the system refused: its own words where there are such.
  var reason: String {
    let code = ((self as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.code
    return code.map { String(cString: strerror(Int32($0))) } ?? localizedDescription
  }
}
