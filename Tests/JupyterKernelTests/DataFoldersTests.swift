import JupyterKernel
import Testing

@Suite struct DataFoldersTests {
  @Test func theEnvironmentNamesThem() {
    let folders = DataFolders(["HOME": "/h", "JUPYTER_PATH": "/a:/b"])
    #expect(folders.listed == ["/a", "/b"] && folders.user == "/h/.local/share/jupyter")
    #expect(DataFolders(["HOME": "/h", "XDG_DATA_HOME": "/x"]).user == "/x/jupyter")
    #expect(DataFolders(["HOME": "/h", "XDG_DATA_HOME": "/x", "JUPYTER_DATA_DIR": "/d"]).user == "/d")
    #expect(DataFolders.shared(prefix: "/p") == "/p/share/jupyter")
    #expect(DataFolders.kernel("parrot", in: "/d") == "/d/kernels/parrot")
  }
}
