import Testing

@Suite struct CrouteKernelTests {
  @Test func itIsInstalledUnderItsNameWithItsLogo() throws {
    let outcome = try sh(
      """
      $CROUTE kernel install --prefix p >/dev/null && cd p/share/jupyter/kernels/croute && ls
      grep -o '"display_name":"[^"]*"' kernel.json; grep -c '^<svg xmlns="http://www.w3.org/2000/svg"' logo-svg.svg
      grep -o '</svg>' logo-svg.svg
      """)
    #expect(outcome.output == "kernel.json\nlogo-svg.svg\n\"display_name\":\"croute\"\n1\n</svg>\n", "\(outcome)")
  }
}
