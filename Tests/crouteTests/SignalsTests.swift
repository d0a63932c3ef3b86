import Display
import Foundation
import Testing

@Suite struct SignalsTests {
  @Test func interruption() throws {
    let outcome = try sh(
      """
      mkfifo in; set -m; $CROUTE <in & exec 3>in
      echo 'echo ready' >&3; sleep 0.5; kill -INT $!; wait $!; echo $?
      """)
    #expect(outcome.output == "ready\n130\n", "\(outcome)")
  }

  @Test func interruptionOfACommand() throws {
    let outcome = try sh(
      """
      set -m; $CROUTE -c 'load sim:routerbench --queries 36497' -c 'fit quality noisy --ante 0.5 --post 0.3' \
        -c 'echo ready' -c 'sweep all --budgets 3000' -c 'echo late' &
      for i in $(seq 200); do grep -q ready out.txt && break; sleep 0.05; done; sleep 0.2; kill -INT $!; wait $!; echo $?
      """)
    #expect(outcome.output.hasSuffix("ready\n130\n") && outcome.errors.contains("interrupted"), "\(outcome)")
  }
}
