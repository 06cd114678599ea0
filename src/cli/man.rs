//! `uncramp man`: every command on one manual page.

use std::io::{self, Write};

use clap::Command;
use clap_mangen::Man;

use crate::handbook::{CardGroup, of_group};

const END: &str = r#".SH EXAMPLES
.TP
\fBuncramp now\fR
A cramp, now: the first step runs at once. ENTER on the home screen does the same.
.TP
\fBuncramp now hamstring \-\-theme ember\fR
The same for the back of the thigh, in dim red.
.TP
\fBuncramp bedtime \-\-plain\fR
The routine before bed, in lines for a screen reader.
.TP
\fBuncramp diary add \-\-at 03:10 \-\-muscle calf \-\-side left\fR
A cramp that was not recorded.
.TP
\fBuncramp report \-\-out page.html\fR
The diary on one page, to print for a doctor.
.SH ENVIRONMENT
.TP
\fBXDG_CONFIG_HOME\fR, \fBXDG_DATA_HOME\fR, \fBXDG_STATE_HOME\fR, \fBHOME\fR
Where the files lie; \fBuncramp paths\fR says where that is.
.TP
\fBNO_COLOR\fR
Set and not empty: no colours, unless \fB\-\-theme\fR asks for some.
.TP
\fBCOLORTERM\fR, \fBTERM\fR
How many colours there are. With the terminal \fBdumb\fR everything is told in lines.
.TP
\fBTERM_PROGRAM\fR, \fBTERM_PROGRAM_VERSION\fR, \fBTERMINAL_NAME\fR, \fBXTERM_VERSION\fR, \fBVTE_VERSION\fR, \
\fBKONSOLE_VERSION\fR, \fBKITTY_WINDOW_ID\fR, \fBGHOSTTY_RESOURCES_DIR\fR, \fBWEZTERM_PANE\fR, \
\fBALACRITTY_WINDOW_ID\fR, \fBWT_SESSION\fR
Which terminal it is: what letters and figures are made of, unless \fB\-\-glyphs\fR or the settings say so, and
how many colours there are where \fBTERM\fR does not tell.
.TP
\fBTMUX\fR, \fBSTY\fR
Set by tmux and GNU screen: the figure stays in characters.
.TP
\fBLC_ALL\fR, \fBLC_CTYPE\fR, \fBLANG\fR
Without UTF\-8 in the first of them that is set, letters and figures are of ASCII.
.TP
\fBSSH_TTY\fR, \fBSSH_CONNECTION\fR
Set: the figure moves little and stays in characters, unless \fB\-\-motion\fR, \fB\-\-figure\fR or the settings
ask for more.
.TP
\fBTZ\fR, \fBTZDIR\fR
The time zone, and where the zones are kept.
.SH "EXIT STATUS"
0: done. 1: it failed, or a check found something. 2: the command line was not understood. 129, 130,
131, 143: ended by a signal, or the terminal has gone.
.SH FILES
\fBuncramp paths\fR names them: the settings, routines and poses of your own, the diary, the answers
to the safety questions, the log.
"#;

pub(super) fn page(command: &Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let man = Man::new(command.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    writeln!(page, ".SH COMMANDS")?;
    commands(command, command.get_name(), &mut page)?;
    questions(&mut page)?;
    page.write_all(END.as_bytes())?;
    Ok(page)
}

/// What `uncramp ask` answers.
fn questions(page: &mut Vec<u8>) -> io::Result<()> {
    writeln!(page, ".SH QUESTIONS\n\\fBuncramp ask\\fR answers:")?;
    for &group in CardGroup::ALL {
        writeln!(page, ".SS \"{}\"", group.words())?;
        for card in of_group(group) {
            let id = card.id.replace('-', "\\-");
            writeln!(page, ".br\n\\&{} (\\fB{id}\\fR)", card.question)?;
        }
    }
    Ok(())
}

/// Every command below `command`, each with its own options.
fn commands(command: &Command, name: &str, page: &mut Vec<u8>) -> io::Result<()> {
    for command in command.get_subcommands() {
        let name = format!("{name} {}", command.get_name());
        if command.has_subcommands() {
            commands(command, &name, page)?;
            continue;
        }
        let mut command = command.clone().disable_help_flag(true).bin_name(name);
        let usage = command.render_usage().to_string();
        writeln!(page, ".SS \"{}\"", usage.trim_start_matches("Usage: "))?;
        let has_options = command.get_arguments().any(|arg| !arg.is_hide_set());
        let man = Man::new(command);
        let mut parts = Vec::new();
        man.render_description_section(&mut parts)?;
        if has_options {
            man.render_options_section(&mut parts)?;
        }
        // The page has its own headings.
        let lines = parts.split_inclusive(|byte| *byte == b'\n');
        let kept = lines.filter(|line| !line.starts_with(b".SH"));
        kept.for_each(|line| page.extend(line));
    }
    Ok(())
}
