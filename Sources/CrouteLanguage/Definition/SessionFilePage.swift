import Display
import SessionFiles
import Workbench

/// The page of `help session-files`.
enum SessionFilePage {
  /// The page, its list of attributes made from the table that the parser reads.
  static var text: String {
    let width = (CellAttribute.all.map { $0.name.count }.max() ?? 0) + 2
    let attributes = CellAttribute.all.map { attribute in
      let name = "    " + Wrapping.padded(attribute.name, width)
      return Wrapping.wrapped("\(name)\(attribute.summary): \(attribute.allowed)", indent: name.count)
    }
    return before + "\n" + attributes.joined(separator: "\n") + "\n\n" + after
  }

  private static let before = """
    A session file is Markdown. Its commands are in blocks, and the block after
    each shows what it prints:

      ```croute name="first"
      load sim:cascade --queries 100
      ```
      ```output
      loaded 100 queries x 5 models [..]
      ...
      ```

    `croute run F.md` executes it, `croute check F.md` compares the outputs,
    `croute check --update F.md` rewrites the output blocks, `croute export F.md`
    writes it as a notebook, and `croute import F.ipynb` converts it back. `record`
    and `save` write such files. In an output block, [..] matches any text, and ...
    on a line of its own any lines; after a backslash both are literal.

      attributes of a block: key=JSON
    """

  private static let after = """
      header, between --- lines:
        croute: {format: 1, seed: 7, requires: {FILE: SHA-256}, writes: [FILE]}
      If a file in `requires` is missing, nothing is executed (`check` exits with 2
      unless --allow-empty is given); the session may overwrite those in `writes`.

    Parameters: a block with tags=["parameters"] holds `let NAME VALUE` lines, and
    `croute run F.md --let NAME=VALUE` (also check and export) sets other values
    after it. In a notebook a later cell of `let` lines does the same; papermill's
    tag injected-parameters is supported.

    In the prose, 96<!--= SELECT ... --> is a number that `croute check` compares
    with the value that the session gives there, to the printed digits. A block

      ```exercise name="e1" answer="202.6" tol="1%" proof="= SELECT ..."
      At which price does the query go to the next model?
      ```

    is an exercise: `croute learn F.md` plays the file and asks the question,
    `croute export --student F.md` leaves out answers and solutions, and
    `croute check --grade F.md FILE...` marks what comes back. docs/formats.md has
    the details.

    Files are executed in their own folder, 80 columns wide, with their seed. They
    may read only in that folder (--allow-read lifts this). There they may create
    files, and overwrite only their own files, those listed in `writes`, and figures
    made by croute (--allow-write lifts this). See docs/trust.md.
    """
}
