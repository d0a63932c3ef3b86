import CommandKernel
import Foundation
import JupyterKernel
import SessionFiles
import Terminal

let words = Array(CommandLine.arguments.dropFirst())
switch words.first {
case "check": exit(SessionCheck { Calculator() }.run(words.dropFirst()))
case "kernel":
  let information = KernelInformation(name: "calculator", displayName: "Calculator", version: "1.0")
  exit(KernelProgram(information) { CommandKernelLanguage(Calculator()) }.run(Array(words.dropFirst())))
default: exit(StandardSession.run(Calculator()))
}
