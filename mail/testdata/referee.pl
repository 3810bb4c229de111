# Reads messages with Perl's MIME::Parser: a JSON list of base64 in, what was
# read out, as referee_test.go wants it.
use strict;
use warnings;
use Encode qw(decode);
use JSON::PP;
use MIME::Base64;
use MIME::Parser;

sub header {
    my ($head, $name) = @_;
    my $value = $head->get($name) // '';
    $value =~ s/\r?\n[ \t]/ /g;    # unfold
    $value =~ s/\r?\n\z//;
    $value =~ s/(\?=)\s+(=\?)/$1$2/g;    # RFC 2047, section 6.2
    return decode('MIME-Header', $value);
}

# The parser gives the extended form of a name (RFC 2231) as an encoded word.
sub filename {
    my ($head) = @_;
    return decode('MIME-Header', $head->mime_attr('content-disposition.filename') // '');
}

my @read;
for my $message (@{decode_json(join '', <STDIN>)}) {
    my $parser = MIME::Parser->new;
    $parser->output_to_core(1);
    $parser->tmp_to_core(1);
    $parser->decode_headers(0);
    my $top = $parser->parse_data(decode_base64($message));
    my %found = (subject => header($top->head, 'Subject'), tag => header($top->head, 'X-Tag'), text => '', html => '', files => [],
        defects => [$parser->results->errors, $parser->results->warnings]);
    for my $part ($top->parts_DFS) {
        next if $part->parts;
        my $content = $part->bodyhandle ? $part->bodyhandle->as_string : '';
        if (($part->head->mime_attr('content-disposition') // '') ne '') {
            push @{$found{files}}, [filename($part->head), encode_base64($content, '')];
            next;
        }
        my $kind = $part->mime_type eq 'text/html' ? 'html' : 'text';
        # The parser has turned the line ends of quoted-printable already.
        $content =~ s/\r\n/\n/g if $part->head->mime_encoding eq 'base64';
        $found{$kind} = decode('UTF-8', $content);
    }
    push @read, \%found;
}
print encode_json(\@read);
