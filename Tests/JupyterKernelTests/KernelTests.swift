import Input
import JupyterKernel
import Testing

@Suite struct KernelTests {
  /// Two kernels in one process share nothing.
  @Test func kernelsAreApart() throws {
    let (one, other) = (try KernelClient(), try KernelClient())
    #expect(one.execute("say a").reply["execution_count"] == 1)
    #expect(one.execute("say a").reply["execution_count"] == 2)
    #expect(other.execute("say a").reply["execution_count"] == 1)
  }
}
