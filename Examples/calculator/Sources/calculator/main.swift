import CommandKernel
import Foundation
import JupyterKernel
import SessionFiles
import Terminal

let rest = Array(CommandLine.arguments.dropFirst(2))
switch CommandLine.arguments.dropFirst().first {
case "check": exit(SessionCheck { Calculator() }.run(rest))
case "kernel":
  exit(KernelProgram(.init(name: "calculator", version: "1.0")) { CommandKernelLanguage(Calculator()) }.run(rest))
default: exit(StandardSession.run(Calculator()))
}
