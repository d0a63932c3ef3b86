import CommandLanguage
import SessionFiles
import Testing

/// By what a session file makes of the blocks in it (CommonMark 4.6).
@Suite struct HTMLBlockTests {
  @Test(arguments: [
    // Kinds 1 to 5 end with a text of their own, whatever stands between.
    ("<script>\n\n'''croute\na\n'''\n</script>\n'''croute\nb\n'''\n", ["b\n"]),
    ("<!-- x -->\n'''croute\nb\n'''\n", ["b\n"]),
    ("<?php\n\n'''croute\na\n'''\n?>\n'''croute\nb\n'''\n", ["b\n"]),
    ("<!DOCTYPE\n'''croute\na\n'''\n>\n'''croute\nb\n'''\n", ["b\n"]),
    ("<![CDATA[\n'''croute\na\n'''\n]]>\n'''croute\nb\n'''\n", ["b\n"]),
    ("- <!--\n  '''croute\n  a\n  '''\n  -->\n", []),
    // The others end with a blank line.
    ("<details>\n<summary>x</summary>\n\n'''croute\nb\n'''\n\n</details>\n", ["b\n"]),
    ("<span class=\"x\">\n\n'''croute\nb\n'''\n", ["b\n"]),
    // A tag within a paragraph, and what is no tag, begin none.
    ("x\n<span>\n'''croute\nb\n'''\n", ["b\n"]), ("<span> x\n'''croute\nb\n'''\n", ["b\n"]),
    ("<https://a.b>\n'''croute\nb\n'''\n", ["b\n"]), ("<1>\n'''croute\nb\n'''\n", ["b\n"]),
    ("a <div>\n'''croute\nb\n'''\n", ["b\n"]),
    // With the item that it stands in HTML ends, too.
    ("- <div>\n'''croute\nb\n'''\n", ["b\n"]),
  ]) func blocks(_ text: String, _ codes: [String]) throws {
    let text = sessionText(text)
    let file = try SessionFile(text)
    #expect(file.cells.map(\.code) == codes && file.text == text)
  }

  /// What a page would show as HTML is not executed, and whoever wrote it hears of the blank line that is missing.
  @Test(arguments: [
    ("<div>\n'''croute\na\n'''\n</div>\n", "2:1"), ("</details>\n'''croute\na\n'''\n", "2:1"),
    ("<SUMMARY>x</SUMMARY>\ny\n~~~croute\n~~~\n", "3:1"), ("x\n<br>\n\n<h1>\n'''croute\n'''\n", "5:1"),
    ("<span>\n'''croute\na\n'''\n", "2:1"), ("</b>\n'''croute\na\n'''\n", "2:1"),
    ("# x\n<a href='b' c=d e />\n'''croute\n'''\n", "3:1"), ("<a b=\u{1FEF}>\n'''croute\n'''\n", "2:1"),
    ("- <div>\n  '''croute\n  a\n  '''\n", "2:3"), ("'''croute\na\n'''\n<p>\n'''output\nb\n'''\n", "5:1"),
  ]) func aBlankLineIsMissing(_ text: String, _ place: String) {
    expectMistake(text, place, "found a block in HTML, expected a blank line before it")
  }
}
