/// What readers of rows have in common: a window on the file and the values of the current row in it.
///
/// Checks for exclusive access, of which a row would cost several per field, are off here and in the other readers: a
/// reader belongs to one thread, and nothing it calls gets at it.
package class RowReader {
  /// The part of the file that is in memory.
  package final let window: ByteWindow
  /// The values of the current row, by column; valid until the next one is read.
  @exclusivity(unchecked) package final var cells: [Cell] = []
  /// Where the current row begins in the window.
  @exclusivity(unchecked) package final var start = 0

  init(over window: ByteWindow) { self.window = window }
}
