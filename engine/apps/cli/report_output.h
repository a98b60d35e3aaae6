#pragma once

#include "engine/apps/cli/arguments.h"
#include "engine/apps/cli/console.h"
#include "engine/report/html/report_page.h"

namespace dragoman {

/// Saves a report where --output says, its tables where --data says, and tells so unless quiet.
/// Throws RunError.
void SaveReport(const ReportPage& page, const Arguments& arguments, Console* console);

/// `dragoman report RESULT`, of the result of a sweep. Returns the exit code; throws InputError if
/// there is none or it is not finished.
int WriteSweepReport(const std::string& target, const Arguments& arguments, Console* console);

}  // namespace dragoman
