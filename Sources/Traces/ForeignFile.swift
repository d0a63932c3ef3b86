import Input

/// Files that other tools read: what they are, and the command of an ordinary tool that makes one of them that loads.
enum ForeignFile {
  /// What the file is and the command; `nil` for what is read here.
  ///
  /// - Parameters:
  ///   - content: where what is in it can be read.
  ///   - isCompressed: whether it is compressed with gzip.
  static func conversion(
    of kind: BinaryKind, path: String, content: String, isCompressed: Bool = false
  ) -> (what: String, command: String)? {
    if isCompressed {
      let plain = path.hasSuffix(".gz") ? String(path.dropLast(3)) : path + ".plain"
      return conversion(of: kind, path: plain, content: content).map { what, command in
        (what + ", compressed with gzip", "gunzip -c \(quoted(path)) >\(quoted(plain)) && \(command)")
      }
    }
    func pandas(_ reader: String, _ options: String = "") -> String {
      Self.pandas("pandas.\(reader)(sys.argv[1]\(options))", path)
    }
    func iconv(_ encoding: String) -> String {
      "iconv -f \(encoding) -t UTF-8 \(quoted(path)) >\(quoted(path + ".utf8"))"
    }
    return switch kind {
    case .parquet: ("a Parquet file", pandas("read_parquet"))
    case .arrow: ("an Arrow file", pandas("read_feather"))
    case .pickle:
      ("a pickle, which can run code when read: open it only if you trust its source", pandas("read_pickle"))
    case .utf16: ("UTF-16 text", iconv("UTF-16"))
    case .utf32: ("UTF-32 text", iconv("UTF-32"))
    case .zip:
      (try? ZipArchive(path: content)).map { archive in
        archive.names.contains("xl/workbook.xml")
          ? ("an Excel workbook", pandas("read_excel", ", dtype=str"))
          : ("a zip archive", unzip(archive.names.filter { !$0.hasSuffix("/") }, path))
      }
    case .bzip2: ("compressed with bzip2", decompression("bzip2", ".bz2", path))
    case .xz: ("compressed with xz", decompression("xz", ".xz", path))
    case .zstandard: ("compressed with zstd", decompression("zstd", ".zst", path))
    case .sqlite: nil
    }
  }

  private static func decompression(_ tool: String, _ ending: String, _ path: String) -> String {
    let plain = path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : path + ".plain"
    return "\(tool) -dc \(quoted(path)) >\(quoted(plain))"
  }

  /// The command that takes the only file out of an archive, or all of them into a folder.
  private static func unzip(_ names: [String], _ path: String) -> String {
    let plain = path.hasSuffix(".zip") ? String(path.dropLast(4)) : path + ".plain"
    if names.count != 1 { return "unzip \(quoted(path)) -d \(quoted(plain))" }
    let file = names[0].split(separator: "/").last ?? ""
    let ending = file.lastIndex(of: ".").map { String(file[$0...]) } ?? ""
    return "unzip -p \(quoted(path)) >\(quoted(plain.hasSuffix(ending) ? plain : plain + ending))"
  }

  /// What JSON of a layout is, and the command that makes records of it.
  static func conversion(
    of layout: ColumnarJSON, path: String, isCompressed: Bool
  ) -> (what: String, command: String) {
    let naming = ".rename_axis(\"query_id\")"
    func read(_ options: String, namesRows: Bool) -> String {
      "pandas.read_json(sys.argv[1], dtype=False, convert_dates=False\(namesRows ? ", convert_axes=False" : "")\(options)"
        + (isCompressed ? ", compression=\"gzip\")" : ")") + (namesRows ? naming : "")
    }
    let advice = ", as pandas writes it unless told to_json(orient='records', lines=True)"
    switch layout {
    case .columns(let namesRows):
      return ("JSON with a member per column" + advice, pandas(read("", namesRows: namesRows), path))
    case .rows:
      return ("JSON with a member per row" + advice, pandas(read(", orient=\"index\"", namesRows: true), path))
    case .split(let namesRows):
      let opened = isCompressed ? "__import__(\"gzip\").open(sys.argv[1])" : "open(sys.argv[1])"
      let table = "pandas.DataFrame(rows[\"data\"], rows.get(\"index\"), rows[\"columns\"], dtype=object)"
      return (
        "JSON with lists of columns and data",
        pandas("json.load(\(opened)); rows = \(table)\(namesRows ? naming : "")", path)
      )
    }
  }

  /// The command that makes JSON Lines of the table that an expression of Python reads, with its index where that has names.
  private static func pandas(_ table: String, _ path: String) -> String {
    // Through json, which writes every digit of a number.
    "python3 -c 'import json, sys, pandas; rows = \(table); "
      + "rows = rows.reset_index([name for name in rows.index.names if name and name not in rows]); "
      + "rows = rows.astype(object).where(rows.notna(), None); open(sys.argv[2], \"w\").writelines("
      + "json.dumps(row, default=lambda value: getattr(value, \"tolist\", value.__str__)()) + \"\\n\" for row in rows.to_dict(\"records\"))' "
      + quoted(path) + " " + quoted(FilePath.plain(path) + ".jsonl")
  }

  /// A word of a shell that stands for `text`.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-_./+,:@%".utf8.contains(byte)
    }
    if isPlain, !text.isEmpty { return text }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

extension FilePath {
  /// A path without the ending of a foreign format.
  static func plain(_ path: String) -> String {
    for ending in [".parquet", ".feather", ".arrow", ".pickle", ".pkl", ".xlsx", ".xlsm", ".json", ".json.gz"]
    where path.hasSuffix(ending) {
      return String(path.dropLast(ending.count))
    }
    return path
  }
}
