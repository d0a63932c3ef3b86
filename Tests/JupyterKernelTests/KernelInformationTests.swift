import JupyterKernel
import Testing

@Suite struct KernelInformationTests {
  @Test func theRestFollowsFromTheName() {
    let information = KernelInformation(name: "calc", version: "2")
    #expect(information.displayName == "calc" && information.banner == "calc 2" && information.logo == nil)
    #expect(information.mediaType == "text/x-calc" && information.fileExtension == ".calc")
    #expect(information.highlighting == "text")
  }
}
