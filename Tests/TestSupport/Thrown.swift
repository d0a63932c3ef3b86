/// The error that `body` throws; `nil` where it ends well.
package func thrown<Failure: Error, Value>(_ body: () throws(Failure) -> Value) -> Failure? {
  do throws(Failure) {
    _ = try body()
    return nil
  } catch {
    return error
  }
}
